using System.Globalization;
using System.Text;

namespace Tqq.Server.Web.Api.Lines;

/// <summary>Puts a text into one line that a terminal shows as it stands.</summary>
internal static class LineText
{
    // Emoji and some scripts are joined with these.
    private const int NonJoiner = 0x200C;
    private const int Joiner = 0x200D;

    /// <summary>
    /// The text with `\n`, `\r`, `\t` and `\\` for these, and `\u{...}` for all other control characters, separators of lines and
    /// characters that change the direction of writing.
    /// </summary>
    public static string Escape(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            line.Append(rune.Value switch
            {
                '\n' => @"\n",
                '\r' => @"\r",
                '\t' => @"\t",
                '\\' => @"\\",
                _ when IsShown(rune) => rune.ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $@"\u{{{rune.Value:X}}}"),
            });
        return line.ToString();
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.Format => rune.Value is Joiner or NonJoiner,
        _ => true,
    };
}
