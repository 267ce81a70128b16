using System.CommandLine;
using Tqq.Cli.Language;
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
    public static Argument<uint> Uin() => UinOf(Localized.Of("The other account's number.", "对方的号码。"));

    /// <summary>An account's number; whether there is such an account the server says.</summary>
    public static Argument<uint> UinOf(string description) => new("UIN")
    {
        Description = description,
        CustomParser = result =>
        {
            var word = result.Tokens[0].Value;
            if (!AccountNumber.TryParse(word, out var uin))
                result.AddError(Localized.Of($"'{word}' is no number of an account: it may be {AccountNumber.Allowed}", $"“{word}”不是号码：应为 {AccountNumber.Allowed}"));
            return uin;
        },
    };
}
