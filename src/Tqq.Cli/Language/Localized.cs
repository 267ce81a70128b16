using System.CommandLine;
using System.CommandLine.Parsing;

namespace Tqq.Cli.Language;

/// <summary>
/// The texts of the client's commands, in English and Chinese, side by side where they are used. `--lang`,
/// else LC_ALL, LC_MESSAGES, LANG decide.
/// </summary>
internal static class Localized
{
    private const string Usual = "tqq";

    private static readonly string[] s_variables = ["LC_ALL", "LC_MESSAGES", "LANG"];
    private static readonly AsyncLocal<bool> s_isChinese = new();
    private static readonly AsyncLocal<string?> s_program = new();

    /// <summary>
    /// Whether texts of this run of the program are Chinese. Set once, before the commands are made, because their help is text too.
    /// </summary>
    public static bool IsChinese
    {
        get => s_isChinese.Value;
        private set => s_isChinese.Value = value;
    }

    /// <summary>
    /// How the program is called, for texts that name a command to type: `tqq`, or what its launcher was called by (TQQ_CALLED), such as
    /// `./tqq`. A shell would take a name with blanks or signs for something else.
    /// </summary>
    public static string Program
    {
        get => s_program.Value ?? Usual;
        private set => s_program.Value = value;
    }

    /// <summary>One text in the language of the user.</summary>
    public static string Of(string english, string chinese) => IsChinese ? chinese : english;

    /// <summary>
    /// Takes the language from `--lang` of a command line or from the environment, and from there the program's name, too.
    /// </summary>
    public static void Choose(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        var at = args.ToList().IndexOf("--lang");
        var given = at >= 0 && at + 1 < args.Count
            ? args[at + 1]
            : args.FirstOrDefault(arg => arg.StartsWith("--lang=", StringComparison.Ordinal))?[7..]
              ?? s_variables.Select(environment).FirstOrDefault(value => value is { Length: > 0 });
        Program = environment("TQQ_CALLED") is { } called
            && called.All(c => char.IsLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '+') ? called : Usual;
        IsChinese = given?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true;
    }
}

/// <summary>
/// `--lang en|zh`, read before everything else by <see cref="Localized.Choose"/>; here so that help shows it and other values are refused.
/// </summary>
internal static class LanguageOption
{
    private const string Name = "--lang";

    private static readonly string[] s_languages = ["en", "zh"];

    public static Option<string?> Create()
    {
        var option =
            new Option<string?>(Name) { Description =
            Localized.Of("The language of the client's texts: en or zh; else LC_ALL, LC_MESSAGES, LANG.",
            "客户端文字的语言：en 或 zh；默认取 LC_ALL、LC_MESSAGES、LANG。"), HelpName = "en|zh", Recursive = true };
        option.AcceptOnlyFromAmong(s_languages);
        return option;
    }

    /// <summary>What is wrong with `--lang` of a command line that asks for help, for which the parser forgives every value.</summary>
    public static string? Unknown(ParseResult parsed) =>
        parsed.GetResult(Name) is OptionResult { Tokens: [var given, ..] } && !s_languages.Contains(given.Value)
            ? Localized.Of($"{Name} must be one of {string.Join(", ", s_languages)}, not '{given.Value}'",
                $"{Name} 应为以下之一：{string.Join("、", s_languages)}，而不是“{given.Value}”")
            : null;
}
