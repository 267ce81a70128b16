using System.CommandLine;
using System.CommandLine.Parsing;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Web;

namespace Tqq.Cli.Accounts;

/// <summary>`--wire-login`, `--allow-from` and `--require-key`: who gets at an account over HTTP QQ.</summary>
internal sealed class AccessOptions
{
    private const string Anywhere = "anywhere";

    private readonly Option<string?> _wireLogin;
    private readonly Option<string?> _allowFrom;
    private readonly Option<string?> _requireKey;

    /// <param name="isNew">Whether the account is being made: then there are defaults; otherwise what is not given stays as it is.</param>
    public AccessOptions(bool isNew)
    {
        _wireLogin = new("--wire-login")
        {
            Description = Localized.Of("What opens it over HTTP QQ: password (an app password does too), app-password or off.",
                "通过 HTTP QQ 登录所需：password 密码（应用专用密码亦可）、app-password 仅应用专用密码、off 关闭。") + Default("password"),
            HelpName = "WHAT",
        };
        _wireLogin.AcceptOnlyFromAmong("password", "app-password", "off");
        _allowFrom = new("--allow-from")
        {
            Description = Localized.Of(
                $"Where it may be used from: addresses and networks with commas between them, such as 192.0.2.7,10.0.0.0/8, or {Anywhere}.",
                $"允许使用的来源：以逗号分隔的地址和网段，例如 192.0.2.7,10.0.0.0/8；{Anywhere} 表示任何地方。") + Default(Anywhere),
            HelpName = "CIDR",
        };
        _allowFrom.Validators.Add(Check);
        _requireKey = new("--require-key") { Description = Localized.Of("Whether a login must ask for a session key: true or false.",
            "登录是否必须申请会话密钥：true 或 false。") + Default("false"), HelpName = "BOOL" };
        _requireKey.AcceptOnlyFromAmong("true", "false");

        string Default(string value) => isNew ? Localized.Of($" [default: {value}]", $"[默认：{value}]") : "";
    }

    public void AddTo(Command command)
    {
        command.Add(_wireLogin);
        command.Add(_allowFrom);
        command.Add(_requireKey);
    }

    public string? WireLogin(ParseResult parsed) => parsed.GetValue(_wireLogin);

    public bool? RequiresKey(ParseResult parsed) => parsed.GetValue(_requireKey) is { } given ? given == "true" : null;

    public string[]? AllowedAddresses(ParseResult parsed) => parsed.GetValue(_allowFrom) is { } given ? Networks(given) : null;

    private static string[] Networks(string given) => given == Anywhere ? [] : given.Split(',', StringSplitOptions.TrimEntries);

    // Before anybody is asked for a password.
    private void Check(OptionResult result)
    {
        if (result.GetValue(_allowFrom) is not { } given)
            return;
        if (Networks(given).Any(part => part.Length == 0))
            result.AddError(Localized.Of($"--allow-from must be addresses and networks with commas between them, or {Anywhere}",
                $"--allow-from 应为以逗号分隔的地址和网段，或 {Anywhere}"));
        else if (AccessWords.FaultOf(Networks(given)) is { } fault)
            result.AddError(AdminClient.InFlags(ServerTexts.Of(fault)));
    }
}

/// <summary>`--data` and `--json`, which every account command has.</summary>
internal sealed class CommonOptions
{
    private readonly Option<string?> _data = DataDirectoryOption.Create();
    private readonly Option<bool> _json = new("--json") { Description = Localized.Of("Answer in JSON.", "以 JSON 输出。") };

    public void AddTo(Command command)
    {
        command.Add(_data);
        command.Add(_json);
    }

    public AdminClient Open(ParseResult parsed, TerminalOutput console) =>
        AdminClient.Open(DataDirectoryOption.Choose(parsed.GetValue(_data), console, isQuiet: parsed.GetValue(_json)));

    public AccountOutput For(ParseResult parsed, TerminalOutput console) => new(console, parsed.GetValue(_json));
}
