using System.CommandLine;
using Tqq.Cli.Language;

namespace Tqq.Cli.Terminal;

/// <summary>`tqq help COMMAND` and `tqq version`: what people type who do not know yet that these are flags.</summary>
internal static class HelpCommands
{
    public static IEnumerable<Command> Create() =>
    [
        new("help", Localized.Of($"Show help, also of a command: {Localized.Program} help account add.",
            $"显示帮助，也可指定命令：{Localized.Program} help account add。"))
        {
            new Argument<string[]>("COMMAND") { Description = Localized.Of("The command.", "命令。"), Arity = ArgumentArity.ZeroOrMore },
        },
        new("version", Localized.Of("Show the version.", "显示版本。")),
    ];

    /// <summary>The same command line with the flag in the place of the command.</summary>
    public static List<string> AsFlags(List<string> args) => args switch
    {
        ["help", .. var words] => [.. words, "--help"],
        ["version", .. var words] => ["--version", .. words],
        _ => args,
    };
}
