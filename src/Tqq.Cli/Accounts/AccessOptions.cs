using System.CommandLine;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Accounts;

/// <summary>`--wire-login`, `--allow-from` and `--require-key`: who gets at an account over HTTP QQ.</summary>
internal sealed class AccessOptions
{
    private const string Anywhere = "anywhere";

    private readonly Option<string?> _wireLogin = new("--wire-login") { Description = "What opens it over HTTP QQ: password (an app password does too), app-password or off. [default: password]", HelpName = "WHAT" };
    private readonly Option<string?> _allowFrom = new("--allow-from") { Description = $"Where it may be used from: addresses and networks with commas between them, such as 192.0.2.7,10.0.0.0/8, or {Anywhere}. [default: {Anywhere}]", HelpName = "CIDR" };
    private readonly Option<bool?> _requireKey = new("--require-key") { Description = "Whether a login must ask for a session key: true or false. [default: false]", HelpName = "BOOL" };

    public void AddTo(Command command)
    {
        command.Add(_wireLogin);
        command.Add(_allowFrom);
        command.Add(_requireKey);
    }

    public string? WireLogin(ParseResult parsed) => parsed.GetValue(_wireLogin);

    public bool? RequiresKey(ParseResult parsed) => parsed.GetValue(_requireKey);

    public string[]? AllowedAddresses(ParseResult parsed) => parsed.GetValue(_allowFrom) switch
    {
        null => null,
        Anywhere => [],
        var given => given.Split(',', StringSplitOptions.TrimEntries) is var parts && parts.All(part => part.Length > 0)
            ? parts
            : throw new CommandFailedException(ExitCode.Usage, $"--allow-from may be addresses and networks with commas between them, or {Anywhere}"),
    };
}
