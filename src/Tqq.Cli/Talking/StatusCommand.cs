using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Talking;

/// <summary>`tqq status online|busy|invisible|offline`.</summary>
internal static class StatusCommand
{
    public static Command Create(TerminalOutput console)
    {
        var status = new Argument<string>("STATUS") { Description = Localized.Of("online, busy, invisible or offline.", "online 在线、busy 忙碌、invisible 隐身、offline 离线。") };
        status.AcceptOnlyFromAmong(StatusWords.All);
        return TalkOptions.Command("status", Localized.Of("Change one's own status.", "改变自己的状态。"), console, [status], async talk =>
        {
            var word = talk.Parsed.GetRequiredValue(status);
            await talk.Client.ChangeStatusAsync(StatusWords.Parse(word), talk.Stopping);
            talk.Output.Value(new(word, talk.Client.Uin), TalkJson.Default.DoneJson, Localized.Of($"{talk.Client.Uin} is {word}", $"{talk.Client.Uin} 的状态是 {word}"));
            return ExitCode.Done;
        });
    }
}
