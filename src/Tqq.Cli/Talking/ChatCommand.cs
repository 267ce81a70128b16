using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Talking;

/// <summary>`tqq chat UIN`: a conversation line by line. In a pipe it sends what comes in, shows what has come by then, and ends.</summary>
internal static class ChatCommand
{
    public static Command Create(TerminalOutput console)
    {
        var uin = TalkCommands.Uin();
        return TalkOptions.Command(
            "chat", Localized.Of("Talk to somebody, line by line. /help lists what else can be typed.", "与某人逐行聊天。输入 /help 查看命令。"), console,
                [uin], talk => new Chat(talk, talk.Parsed.GetValue(uin)).RunAsync());
    }
}
