using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tqq.Cli.Terminal;

/// <summary>
/// What a text of somebody else may do on a terminal: be read. It must not move the cursor, colour the terminal, begin a
/// line, or change the direction of the text around it. <see cref="TerminalOutput"/> puts everything through this; reports
/// that go into files do so themselves.
/// </summary>
internal static class TerminalText
{
    private static readonly Rune s_replacement = new('?');

    /// <summary>The text with a question mark in the place of every character that is not shown.</summary>
    public static string Clean(string text) => string.Concat(text.EnumerateRunes().Select(rune => IsShown(rune) ? rune : s_replacement));

    /// <summary>At most so many characters of a text: what a server says may be a line long or a megabyte.</summary>
    public static string Shorten(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = longest - 3;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "...");
    }

    /// <summary>
    /// A value as JSON: Chinese as it is, and every character that is not shown as an escape, so that the value stays the same.
    /// </summary>
    public static string Json<T>(T value, JsonTypeInfo<T> type)
    {
        var options = new JsonSerializerOptions(type.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        var json = new StringBuilder();
        // The serializer escapes line ends inside strings: those that are left indent the document.
        foreach (var rune in JsonSerializer.Serialize(value, options.GetTypeInfo(typeof(T))).EnumerateRunes())
        {
            if (IsShown(rune) || rune.Value == '\n')
                json.Append(rune);
            else
                foreach (var unit in rune.ToString())
                    json.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");
        }

        return json.ToString();
    }

    /// <summary>Whether a character shows and does nothing else. Zero-width joiners do so too: scripts and emoji need them.</summary>
    public static bool IsShown(Rune rune) => rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;
}
