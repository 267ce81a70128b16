using Tqq.Cli.Language;
using Tqq.Client;

namespace Tqq.Cli.Talking;

/// <summary>What comes, shown as it comes. What could not be shown is not settled, so the server still has it; a server that goes away is waited for.</summary>
internal static class Listening
{
    private static readonly TimeSpan s_betweenTries = TimeSpan.FromSeconds(1);

    /// <summary>Shows until cancelled, or until showing says that it is enough.</summary>
    /// <param name="talk">As whom.</param>
    /// <param name="show">Shows an item; says whether to go on.</param>
    /// <param name="cancellationToken">Ends it without an error.</param>
    /// <param name="notice">Is told when the server has gone away (true) and when it answers again (false).</param>
    /// <exception cref="ServerUnreachableException">There is no server at the beginning.</exception>
    public static async Task ListenAsync(this Talk talk, Func<Incoming, bool> show, CancellationToken cancellationToken, Action<bool>? notice = null)
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
                    talk.Output.Console.Warn(Localized.Of($"no server answers at {e.Server} any more: waiting for it, Ctrl-C ends", $"{e.Server} 不再应答：正在等待，按 Ctrl-C 结束"));
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
