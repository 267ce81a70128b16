using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Accounts;

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

    public AdminClient Open(ParseResult parsed, TerminalOutput console) => AdminClient.Open(DataDirectoryOption.Choose(parsed.GetValue(_data), console, isQuiet: parsed.GetValue(_json)));

    public AccountOutput For(ParseResult parsed, TerminalOutput console) => new(console, parsed.GetValue(_json));
}
