using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Tqq.Cli.Language;
using Tqq.Server.Hosting.Settings;

namespace Tqq.Cli.Terminal;

/// <summary>A command or flag that there is not, and the one that was meant.</summary>
internal static partial class Misspelling
{
    /// <param name="parsed">The command line.</param>
    /// <param name="path">The command that was understood of it.</param>
    /// <returns>One line, or null where every word was understood.</returns>
    public static string? Of(ParseResult parsed, string path)
    {
        var command = parsed.CommandResult.Command;
        if (FlagShaped(parsed) is { } taken)
            return NoFlag(command, path, taken) + Localized.Of("; a text that begins so goes behind --", "；以此开头的内容请放在 -- 之后");
        if (parsed.UnmatchedTokens is not [var odd, ..])
            return null;
        if (odd.StartsWith('-'))
            return NoFlag(command, path, odd);

        return command.Subcommands.Count == 0
            ? null
            : Localized.Of($"there is no command '{path} {odd}'", $"没有命令“{path} {odd}”") + Meant(odd, command.Subcommands.Where(known => !known.Hidden).Select(known => known.Name));
    }

    /// <summary>The options of a command, and those of its parents that hold for it too.</summary>
    public static IEnumerable<Option> OptionsOf(Command command) =>
        [.. command.Options, .. command.Parents.OfType<Command>().SelectMany(OptionsOf).Where(option => option.Recursive)];

    // The parser takes a flag that it does not know for the argument that is still missing: `tqq backup --dta x` would make a file of that name.
    private static string? FlagShaped(ParseResult parsed) => parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash)
        ? null
        : parsed.CommandResult.Tokens.Select(token => token.Value).FirstOrDefault(value => FlagLike().IsMatch(value));

    private static string NoFlag(Command command, string path, string word)
    {
        var flag = word.Split('=')[0];
        // Others on the machine can see command lines, so not every command takes a password there.
        if (flag == "--password" && OptionsOf(command).Any(option => option.Name == "--password-stdin"))
            return Localized.Of(
                $"'{path}' has no flag --password, because others can see command lines: it asks for the password, or reads it from standard input with --password-stdin",
                $"'{path}' 没有选项 --password，因为同机用户可看到命令行：它会询问密码，或用 --password-stdin 从标准输入读取");
        return Localized.Of($"'{path}' has no flag {flag}", $"'{path}' 没有选项 {flag}") + Meant(flag, OptionsOf(command).Where(option => !option.Hidden).Select(option => option.Name));
    }

    [GeneratedRegex("^--[a-z][a-z-]*(=.*)?$", RegexOptions.Singleline)]
    private static partial Regex FlagLike();

    private static string Meant(string word, IEnumerable<string> known) => NearestName.Of(word, known) is { } nearest ? Localized.Of($"; did you mean {nearest}?", $"；是不是 {nearest}？") : "";
}
