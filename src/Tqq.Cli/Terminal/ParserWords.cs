using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Tqq.Cli.Language;
using Tqq.Server.Hosting.Settings;

namespace Tqq.Cli.Terminal;

/// <summary>
/// What the parser has against a command line and what it writes into help, in the words and the language of the program. The parser's own
/// words are English and name types of .NET; its Chinese is found only by a program that knows cultures, which this one does not, so that
/// nothing in it depends on where it runs.
/// </summary>
internal static partial class ParserWords
{
    // As wide as the English, where columns depend on it.
    private static readonly (string English, string Chinese)[] s_help =
    [
        ("Description:", "说明："), ("Usage:", "用法："), ("Arguments:", "参数："), ("Options:", "选项："), ("Commands:", "命令："), ("[options]", "[选项]"),
            ("[command]", "[命令]"),
        ("(REQUIRED)", "（必需）  "), ("[default: ", "[默认："),
    ];

    /// <summary>Help as the parser wrote it about commands that are described in Chinese.</summary>
    public static string HelpInChinese(string help) =>
        s_help.Aggregate(help, (text, words) => text.Replace(words.English, words.Chinese, StringComparison.Ordinal));

    /// <summary>
    /// The first of several, as one line; null where there is none. An argument that is missing comes before an option, as in the usage.
    /// </summary>
    public static string? FirstOf(IEnumerable<ParseError> errors) =>
        errors.OrderBy(error => Required().IsMatch(error.Message)).Select(Of).FirstOrDefault();

    /// <summary>One line, without a full stop.</summary>
    public static string Of(ParseError error)
    {
        var message = error.Message;
        if (Unreadable().Match(message) is { Success: true } unreadable)
        {
            var (value, name, type) = (unreadable.Groups["value"].Value, NameOf(error.SymbolResult)
                ?? unreadable.Groups["name"].Value, unreadable.Groups["type"].Value);
            return Localized.Of($"{name} must be {AllowedEnglish(type)}, not '{value}'", $"{name} 应为{AllowedChinese(type)}，而不是“{value}”");
        }

        if (NotAmong().Match(message) is { Success: true } other)
        {
            var (value, allowed) = (other.Groups["value"].Value,
                Regex.Matches(other.Groups["allowed"].Value, "'(.*?)'").Select(one => one.Groups[1].Value).ToList());
            if ((error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult)?.Option.Name is { } name)
                return Localized.Of($"{name} must be one of {string.Join(", ", allowed)}, not '{value}'",
                    $"{name} 应为以下之一：{string.Join("、", allowed)}，而不是“{value}”");
            return Localized.Of($"'{value}' must be one of {string.Join(", ", allowed)}", $"“{value}”应为以下之一：{string.Join("、", allowed)}");
        }

        if (NoArgument().Match(message) is { Success: true } missing)
            return Localized.Of($"{missing.Groups["name"]} is missing", $"缺少 {missing.Groups["name"]}");
        if (NoValue().Match(message) is { Success: true } bare)
            return Localized.Of($"{bare.Groups["name"]} needs a value", $"{bare.Groups["name"]} 需要一个值");
        if (Several().Match(message) is { Success: true } several)
            return Localized.Of($"{several.Groups["name"]} takes one value, not {several.Groups["count"]}",
                $"{several.Groups["name"]} 只接受一个值，而不是 {several.Groups["count"]} 个");
        if (Required().Match(message) is { Success: true } required)
            return Localized.Of($"{required.Groups["name"]} is required", $"必须给出 {required.Groups["name"]}");
        if (Unknown().Match(message) is { Success: true } unknown)
            return Localized.Of($"'{unknown.Groups["name"]}' is not understood here", $"无法理解“{unknown.Groups["name"]}”");
        if (Alone().Match(message) is { Success: true } alone)
            return Localized.Of($"{alone.Groups["name"]} stands alone", $"{alone.Groups["name"]} 须单独使用");
        return message.ReplaceLineEndings(" ").TrimEnd('.');
    }

    // The parser names the command in the place of its argument.
    private static string? NameOf(SymbolResult? result) =>
        result is ArgumentResult { Parent: CommandResult } argument ? argument.Argument.Name : null;

    private static string AllowedEnglish(string type) =>
        type.Contains("Boolean", StringComparison.Ordinal) ? "true or false" : "a whole number";

    private static string AllowedChinese(string type) => type.Contains("Boolean", StringComparison.Ordinal) ? " true 或 false" : "整数";

    [GeneratedRegex(@"^Cannot parse argument '(?<value>.*)' for (?:option|command) '(?<name>.*)' as expected type '(?<type>.*?)'",
        RegexOptions.Singleline)]
    private static partial Regex Unreadable();

    [GeneratedRegex(@"^Argument '(?<value>.*)' not recognized\. Must be one of:(?<allowed>.*)$", RegexOptions.Singleline)]
    private static partial Regex NotAmong();

    [GeneratedRegex(@"^Required argument '(?<name>.*)' missing for command: '.*'\.$")]
    private static partial Regex NoArgument();

    [GeneratedRegex(@"^Required argument missing for option: '(?<name>.*)'\.$")]
    private static partial Regex NoValue();

    [GeneratedRegex(@"^Option '(?<name>.*)' expects a single argument but (?<count>\d+) were provided\.$")]
    private static partial Regex Several();

    [GeneratedRegex(@"^Option '(?<name>.*)' is required\.$")]
    private static partial Regex Required();

    [GeneratedRegex(@"^Unrecognized command or argument '(?<name>.*)'\.$", RegexOptions.Singleline)]
    private static partial Regex Unknown();

    [GeneratedRegex(@"^(?<name>\S+) option cannot be combined with other arguments\.$")]
    private static partial Regex Alone();
}

/// <summary>A command or flag that there is not, and the one that was meant.</summary>
internal static partial class Misspelling
{
    /// <param name="parsed">The command line.</param>
    /// <param name="path">The command that was understood of it.</param>
    /// <returns>One line, or null where every word was understood.</returns>
    public static string? Of(ParseResult parsed, string path)
    {
        var command = parsed.CommandResult.Command;
        if (WithoutValue(parsed, command) is { } bare)
            return Localized.Of($"{bare} needs a value", $"{bare} 需要一个值");
        if (FlagShaped(parsed) is { } taken)
            return NoFlag(command, path, taken, Localized.Of("; a text that begins so goes behind --", "；以此开头的内容请放在 -- 之后"));
        if (parsed.UnmatchedTokens is not [var odd, ..])
            return null;
        if (odd.StartsWith('-'))
            return NoFlag(command, path, odd);

        if (command.Arguments.Any(argument => argument.Name == "TEXT"))
            return Localized.Of($"'{odd}' is not understood here: a text of several words stands in quotes",
                $"无法理解“{odd}”：含空格的内容请加引号");
        return command.Subcommands.Count == 0
            ? null
            : Localized.Of($"there is no command '{path} {odd}'", $"没有命令“{path} {odd}”")
                + Meant(odd, command.Subcommands.Where(known => !known.Hidden).Select(known => known.Name));
    }

    /// <summary>The options of a command, and those of its parents that hold for it too.</summary>
    public static IEnumerable<Option> OptionsOf(Command command) =>
        [.. command.Options, .. command.Parents.OfType<Command>().SelectMany(OptionsOf).Where(option => option.Recursive)];

    // The parser takes the next flag for the value of one that has none.
    private static string? WithoutValue(ParseResult parsed, Command command)
    {
        var options = OptionsOf(command).ToList();
        return options.Find(option => parsed.GetResult(option) is { } result
            && result.Tokens.Any(token => options.Exists(other => other.Name == token.Value)))?.Name;
    }

    // The parser takes a flag that it does not know for the argument that is still missing: `tqq backup --dta
    // x` would make a file of that name.
    private static string? FlagShaped(ParseResult parsed) => parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash)
        ? null
        : parsed.CommandResult.Tokens.Select(token => token.Value).FirstOrDefault(value => FlagLike().IsMatch(value));

    private static string NoFlag(Command command, string path, string word, string note = "")
    {
        var flag = word.Split('=')[0];
        // Others on the machine can see command lines, so not every command takes a password there.
        if (flag == "--password" && OptionsOf(command).Any(option => option.Name == "--password-stdin"))
            return Localized.Of(
                $"'{path}' has no flag --password, because others can see command lines: it asks for the password, or reads it from standard input with --password-stdin",
                $"'{path}' 没有选项 --password，因为同机用户可看到命令行：它会询问密码，或用 --password-stdin 从标准输入读取");
        return Localized.Of($"'{path}' has no flag {flag}", $"'{path}' 没有选项 {flag}") + note
            + Meant(flag, OptionsOf(command).Where(option => !option.Hidden).Select(option => option.Name));
    }

    [GeneratedRegex("^--[a-z][a-z-]*(=.*)?$", RegexOptions.Singleline)]
    private static partial Regex FlagLike();

    private static string Meant(string word, IEnumerable<string> known) =>
        NearestName.Of(word, known) is { } nearest ? Localized.Of($"; did you mean {nearest}?", $"；是不是 {nearest}？") : "";
}
