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
        return TalkOptions.Command("listen", Localized.Of("Show messages as they come, until Ctrl-C. With --json one JSON object a line.", "实时显示消息，Ctrl-C 结束。--json 每行一个 JSON 对象。"), console, [count], async talk =>
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

    private static void Show(Talk talk, Incoming item, DateTimeOffset begun)
    {
        if (item is Incoming.FriendRequest request)
            talk.Remember(request);
        var now = DateTimeOffset.Now;
        talk.Output.Lines(IncomingWords.ToJson(item, now), TalkJson.Default.IncomingJson, IncomingWords.ToLines(item, now, begun));
        talk.Output.Console.Flush();
    }
}
