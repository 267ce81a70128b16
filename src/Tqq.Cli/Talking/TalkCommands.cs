using System.CommandLine;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Talking;

/// <summary>All commands of the client.</summary>
internal static class TalkCommands
{
    public static IEnumerable<Command> Create(TerminalOutput console) =>
    [
        SignInCommand.Create(console),
        SignOutCommand.Create(console),
        WhoAmICommand.Create(console),
        .. FriendCommands.Create(console),
        .. FriendshipCommands.Create(console),
        InfoCommand.Create(console),
        StatusCommand.Create(console),
        SendCommand.Create(console),
        ListenCommand.Create(console),
        ChatCommand.Create(console),
        BroadcastCommand.Create(console),
    ];

    /// <summary>The argument of all commands about one other account.</summary>
    public static Argument<uint> Uin() => new("UIN") { Description = Language.Localized.Of("The other account's number.", "对方的号码。") };
}
