using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Client;

namespace Tqq.Cli.Talking;

/// <summary>`tqq send UIN TEXT|-`: long texts are cut and paced.</summary>
internal static class SendCommand
{
    public static Command Create(TerminalOutput console)
    {
        var (uin, text) = (TalkCommands.Uin(), TextArgument.Create());
        return TalkOptions.Command("send", Localized.Of("Send a text of any length.", "发送消息，长短不限。"), console, [uin, text], async talk =>
        {
            var (target, content) = (talk.Parsed.GetValue(uin), TextArgument.Read(talk.Parsed.GetRequiredValue(text), console, talk.Stopping));
            var progress = new SendMeter(console);
            try
            {
                await talk.Client.SendAsync(target, content, progress, talk.Stopping);
            }
            catch (OperationCanceledException) when (progress.Last.Sent > 0)
            {
                throw new CommandFailedException(ExitCode.Failed, Localized.Of($"interrupted: {progress.Last.Sent} of {progress.Last.Total} messages were sent", $"已中断：{progress.Last.Total} 条中已发送 {progress.Last.Sent} 条"));
            }

            talk.Output.Value(new(target, progress.Last.Total), TalkJson.Default.SentJson, progress.Last.Total == 1
                ? Localized.Of($"sent to {target}", $"已发送给 {target}")
                : Localized.Of($"sent to {target} in {progress.Last.Total} messages", $"已分 {progress.Last.Total} 条发送给 {target}"));
            return ExitCode.Done;
        });
    }

    /// <summary>Says on a terminal how far a long text is.</summary>
    private sealed class SendMeter(TerminalOutput console) : IProgress<SendProgress>
    {
        public SendProgress Last { get; private set; }

        public void Report(SendProgress value)
        {
            Last = value;
            if (value.Total > 1 && console.IsTerminal)
                console.Overwrite(value.Sent == value.Total ? "" : $"{value.Sent}/{value.Total}");
        }
    }
}
