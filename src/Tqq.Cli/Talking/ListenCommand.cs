using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Client;

namespace Tqq.Cli.Talking;

/// <summary>`tqq listen`: what comes, as it comes; NDJSON for scripts. What was not printed is not acknowledged.</summary>
internal static class ListenCommand
{
    public static Command Create(TerminalOutput console)
    {
        var count = NumberOption.Maybe("--count", 1, int.MaxValue, Localized.Of("End after so many.", "收到若干条后结束。"));
        return TalkOptions.Command("listen", Words(), console, [count], async talk =>
        {
            var (left, begun) = (talk.Parsed.GetValue(count), DateTimeOffset.Now);
            if (!talk.Output.IsJson && console.IsTerminal)
                console.Line(Localized.Of($"{talk.Client.Uin} listens. Ctrl-C ends it.", $"{talk.Client.Uin} 正在接收。按 Ctrl-C 结束。"));
            await talk.ListenAsync(
                item =>
                {
                    Show(talk, item, begun);
                    return --left != 0;
                },
                talk.Stopping);
            return ExitCode.Done;
        });
    }

    // The server hears of them with the next poll: a request for each would be more than it allows (protocol.md §6).
    private static string Words() => Localized.Of(
        "Show messages as they come, until Ctrl-C. With --json one JSON object a line. What is not printed is not acknowledged; a listen that is killed may print its last messages, up to 100, again the next time.",
        "实时显示消息，Ctrl-C 结束。--json 每行一个 JSON 对象。未显示的消息不会被确认；若进程被强行终止，最后的消息（最多 100 条）下次可能再次显示。");

    private static void Show(Talk talk, Incoming item, DateTimeOffset begun)
    {
        if (item is Incoming.FriendRequest request)
            talk.Remember(request);
        var at = item.At ?? DateTimeOffset.Now;
        talk.Output.Lines(IncomingWords.ToJson(item, at), TalkJson.Default.IncomingJson, IncomingWords.ToLines(item, at, begun));
        talk.Output.Console.Flush();
    }
}

/// <summary>
/// What comes, shown as it comes. What could not be shown is not settled, so the server still has it; a
/// server that goes away is waited for.
/// </summary>
internal static class Listening
{
    private static readonly TimeSpan s_betweenTries = TimeSpan.FromSeconds(1);

    /// <summary>Shows until cancelled, or until showing says that it is enough.</summary>
    /// <param name="talk">As whom.</param>
    /// <param name="show">Shows an item; says whether to go on.</param>
    /// <param name="cancellationToken">Ends it without an error.</param>
    /// <param name="notice">Is told when the server has gone away (true) and when it answers again (false).</param>
    /// <exception cref="ServerUnreachableException">There is no server at the beginning.</exception>
    public static async Task ListenAsync(this Talk talk, Func<Incoming, bool> show, CancellationToken cancellationToken,
        Action<bool>? notice = null)
    {
        var (hasBegun, isAway) = (false, false);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await talk.Client.PeekAsync(cancellationToken);
                if (isAway)
                {
                    talk.Output.Console.Warn(Localized.Of("the server answers again", "服务器恢复应答"));
                    notice?.Invoke(false);
                }

                (hasBegun, isAway) = (true, false);
                await ShowAsync(talk, show, cancellationToken);
                return;
            }
            catch (ServerUnreachableException e) when (hasBegun)
            {
                if (!isAway)
                {
                    notice?.Invoke(true);
                    talk.Output.Console.Warn(Localized.Of($"no server answers at {e.Server} any more: waiting for it, Ctrl-C ends",
                        $"{e.Server} 不再应答：正在等待，按 Ctrl-C 结束"));
                }

                isAway = true;
                await Task.Delay(s_betweenTries, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static async Task ShowAsync(Talk talk, Func<Incoming, bool> show, CancellationToken cancellationToken)
    {
        await foreach (var item in talk.Client.ReadAsync(cancellationToken))
        {
            var isEnough = !show(item);
            talk.Client.Settle(item);
            if (isEnough)
                break;
        }
    }
}
