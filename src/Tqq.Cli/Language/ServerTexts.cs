using System.Text.RegularExpressions;

namespace Tqq.Cli.Language;

/// <summary>
/// What the server's parts say, in the language of the user. The server speaks English alone, in errors, in its log and in the admin API;
/// this is the catalogue of those of its texts that a command shows. A text is known by its form, so an error that came over the admin API
/// is one like any other. A test reads the server's sources and finds the text that is missing here.
/// </summary>
internal static partial class ServerTexts
{
    // The form with the most words of its own comes first: "{0} is {1}" would also fit what others say.
    private static readonly (Regex Form, string Chinese)[] s_forms =
        [.. ServerTextCatalogue.All.OrderByDescending(text => Place().Replace(text.English, "").Length).Select(text =>
            (FormOf(text.English), text.Chinese))];

    /// <summary>
    /// The text in the language of the user, with the program's name as it is called; one that is not known stays as it is.
    /// </summary>
    /// <param name="english">What the server said. What is put into a text may be such a text, too.</param>
    public static string Of(string english) =>
        (Localized.IsChinese ? Chinese(english) : english).Replace("'tqq ", $"'{Localized.Program} ", StringComparison.Ordinal);

    private static string Chinese(string english)
    {
        foreach (var (form, chinese) in s_forms)
            if (form.Match(english) is { Success: true } match)
                return Place().Replace(chinese, place => Chinese(match.Groups[$"p{place.Groups[1].Value}"].Value));
        return english;
    }

    private static Regex FormOf(string english)
    {
        var parts = Place().Split(english);
        // By turns: text, the number of a place, and whether only digits stand there.
        return new(
            $"^{string.Concat(parts.Select((part, at) => (at % 3) switch { 0 => Regex.Escape(part), 1 => $"(?<p{part}>", _ => part.Length > 0 ? "[0-9]+)" : ".*?)" }))}$", RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }

    [GeneratedRegex(@"\{(\d)(#?)\}")]
    private static partial Regex Place();
}
