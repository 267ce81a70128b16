using System.CommandLine;

namespace Tqq.Cli.Language;

/// <summary>`--lang en|zh`, read before everything else by <see cref="Localized.Choose"/>; here so that help shows it and other values are refused.</summary>
internal static class LanguageOption
{
    public static Option<string?> Create()
    {
        var option = new Option<string?>("--lang") { Description = Localized.Of("The language of the client's texts: en or zh; else LC_ALL, LC_MESSAGES, LANG.", "客户端文字的语言：en 或 zh；默认取 LC_ALL、LC_MESSAGES、LANG。"), HelpName = "en|zh", Recursive = true };
        option.AcceptOnlyFromAmong("en", "zh");
        return option;
    }
}
