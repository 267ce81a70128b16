using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Client;

namespace Tqq.Cli.Talking;

/// <summary>
/// `tqq send UIN TEXT|-`: long texts are cut and paced. One that was cut off goes on when the same command is given again.
/// </summary>
internal static class SendCommand
{
    // After Ctrl-C, the message on its way is finished, so that it is known whether it has gone; a server that does
    // not answer is not waited for longer.
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(5);

    public static Command Create(TerminalOutput console)
    {
        var (uin, text) = (TalkCommands.Uin(), TextArgument.Create());
        var again = new Option<bool>("--again") { Description =
            Localized.Of("Send all of a text that was cut off before, not only the rest.", "上次中断的内容从头全部重发，而不是只发剩余部分。") };
        return TalkOptions.Command("send", Localized.Of("Send a text of any length. One that was cut off goes on with the same command.",
            "发送消息，长短不限。中断后重复同一命令即可继续。"), console, [uin, text, again], async talk =>
        {
            var (target, content) = (talk.Parsed.GetValue(uin),
                TextArgument.Read(talk.Parsed.GetRequiredValue(text), console, talk.Stopping));
            var total = (await SendAsync(talk, target, content, talk.Parsed.GetValue(again))).Total;
            talk.Output.Value(new(target, total), TalkJson.Default.SentJson, total == 1
                ? Localized.Of($"sent to {target}", $"已发送给 {target}")
                : Localized.Of($"sent to {target} in {total} messages", $"已分 {total} 条发送给 {target}"));
            return ExitCode.Done;
        });
    }

    private static async Task<SendProgress> SendAsync(Talk talk, uint to, string text, bool isAnew)
    {
        var console = talk.Output.Console;
        using var finished = new CancellationTokenSource();
        await using var interrupted = talk.Stopping.Register(() => finished.CancelAfter(s_lastWords));
        SendRecord? record = null;
        try
        {
            return await TalkErrors.InWordsAsync(() =>
                WithCauseAsync(() => SendRecord.SendAsync(talk, to, text, isAnew, Notice, Begun, finished.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or CommandFailedException
            && record is { IsInDoubt: true } or { Last.Sent: > 0 })
        {
            var (exitCode, why, whyChinese) = e is CommandFailedException failed
                ? (failed.ExitCode, $": {failed.Message}", $"：{failed.Message}") : (ExitCode.Failed, "", "");
            var (sent, total) = record.Last;
            var (next, nextChinese) = record.IsInDoubt ? ($", and number {sent + 1} may have gone", $"，第 {sent + 1} 条可能已发送") : ("", "");
            throw new CommandFailedException(exitCode, sent == 0
                ? Localized.Of($"cut off: the text may have gone or not; the same command sends it so that it arrives once{why}",
                    $"已中断：消息可能已发送，也可能没有；重复同一命令不会重复发送{whyChinese}")
                : Localized.Of(
                    $"cut off: {sent} of {total} messages were sent{next}; the same command goes on with the rest{why}",
                        $"已中断：{total} 条中已发送 {sent} 条{nextChinese}；重复同一命令可继续发送其余部分{whyChinese}"));
        }

        void Begun(SendRecord begun)
        {
            record = begun;
            if (begun.Earlier is { Sent: > 0 and var sent, Total: var total })
                console.Warn(Localized.Of($"{sent} of {total} messages went before; sending the rest (--again sends all)",
                    $"此前已发送 {total} 条中的 {sent} 条，现在发送其余部分（--again 全部重发）"));
            else if (begun.IsResumed)
                console.Warn(
                    Localized.Of("this text may have gone before; sending it so that it arrives once (--again sends it as a new one)",
                    "这条消息此前可能已发送；现在发送不会重复（--again 作为新消息发送）"));
        }

        // That the text is in doubt is said here, with what to do about it.
        static async Task<SendProgress> WithCauseAsync(Func<Task<SendProgress>> send)
        {
            try
            {
                return await send();
            }
            catch (InDoubtException e)
            {
                throw e.Cause;
            }
        }

        void Notice(SendProgress progress)
        {
            if (progress.Total > 1 && console.IsTerminal)
                console.Overwrite(progress.Sent == progress.Total ? "" : $"{progress.Sent}/{progress.Total}");
            if (talk.Stopping.IsCancellationRequested && progress.Sent < progress.Total)
                finished.Cancel();
        }
    }
}

/// <summary>TEXT or `-` for standard input.</summary>
internal static class TextArgument
{
    // Larger than anybody writes; 1 MiB would be an hour and a half of messages already.
    private const int Longest = 1024 * 1024;

    public static Argument<string> Create() =>
        new("TEXT") { Description = Localized.Of("The text; - reads standard input.", "内容；- 表示从标准输入读取。") };

    /// <exception cref="CommandFailedException">It is empty or far too long.</exception>
    /// <exception cref="OperationCanceledException">Ctrl-C while standard input was read.</exception>
    public static string Read(string given, TerminalOutput console, CancellationToken stopping)
    {
        // Reading blocks its thread, and Ctrl-C is not to wait for more input.
        var text = given == "-" ? Task.Run(console.Input.ReadToEnd, stopping).WaitAsync(stopping).GetAwaiter().GetResult()
            .TrimEnd('\r', '\n') : given;
        return text.Length switch
        {
            0 => throw new CommandFailedException(ExitCode.Usage,
                Localized.Of("there is nothing to send: the text is empty", "内容为空，没有可发送的")),
            > Longest =>
                throw new CommandFailedException(ExitCode.Usage,
                Localized.Of($"the text may have 1 to {Longest} characters; this has {text.Length}",
                $"内容可为 1 到 {Longest} 个字符；现有 {text.Length} 个")),
            _ => text,
        };
    }
}
