using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Profiles;
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
        HistoryCommand.Create(console),
        BroadcastCommand.Create(console),
    ];

    /// <summary>The argument of all commands about one other account.</summary>
    public static Argument<uint> Uin() => AccountNumber.Argument(Localized.Of("The other account's number.", "对方的号码。"));
}

/// <summary>`--profile` and `--json`, and the way from them to an account that is logged in.</summary>
internal sealed class TalkOptions
{
    private readonly Option<string> _profile = new("--profile")
    {
        Description = Localized.Of($"Whose account, as given to '{Localized.Program} login'; else TQQ_PROFILE.",
            $"使用哪个配置（见 '{Localized.Program} login'）；默认取 TQQ_PROFILE。"),
        HelpName = "NAME",
        DefaultValueFactory = _ => CommandHint.UsualProfile,
    };

    private readonly Option<bool> _takeOver = new("--take-over")
    {
        Description = Localized.Of("Take the session back when the account is logged in elsewhere meanwhile.", "若号码已在别处登录，则夺回会话。"),
    };

    private readonly Option<bool> _json = new("--json") { Description = Localized.Of("Answer in JSON.", "以 JSON 输出。") };

    public TalkOptions() =>
        _profile.CompletionSources.Add(_ =>
        ProfileStore.OfUser().Names.Select(name => new System.CommandLine.Completions.CompletionItem(name)));

    public void AddTo(Command command)
    {
        command.Add(_profile);
        command.Add(_json);
    }

    public string NameIn(ParseResult parsed) => parsed.GetValue(_profile)!;

    public TalkOutput OutputFor(ParseResult parsed, TerminalOutput console) => new(console, parsed.GetValue(_json));

    /// <summary>A command that acts as the account of the profile.</summary>
    public static Command Command(
        string name, string description, TerminalOutput console, IEnumerable<Symbol> symbols, Func<Talk, Task<int>> run)
    {
        var options = new TalkOptions();
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Add(argument);
            else
                command.Add((Option)symbol);
        }

        options.AddTo(command);
        command.Add(options._takeOver);
        command.SetAction(async (parsed, _) =>
        {
            var profile = options.NameIn(parsed);
            CommandHint.Use(profile);
            using var interruption = new Interruption();
            await using var talk = await Talk.OpenAsync(ProfileStore.OfUser(), profile, parsed, options.OutputFor(parsed, console),
                parsed.GetValue(options._takeOver), interruption.Token);
            return await TalkErrors.InWordsAsync(() => run(talk));
        });
        return command;
    }
}
