using System.Globalization;
using System.Text;

namespace Tqq.Core.Profiles;

/// <summary>Tells whether there is anything to see of a text.</summary>
internal static class VisibleText
{
    // Letters and symbols by their category that are drawn as nothing: fillers of Hangul, the empty pattern
    // of Braille, a note without a head.
    private static readonly int[] s_blank = [0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, 0x1D159];

    /// <summary>
    /// Whether at least one character of a text is drawn, whatever font there is: blanks, controls, formats and fillers are not, and marks
    /// only together with another character.
    /// </summary>
    public static bool HasSomething(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (IsVisible(rune))
                return true;
        return false;
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate => false,
        UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => false,
        // A character that is newer than these tables has a look of its own, but for those that Unicode keeps free for more formats.
        UnicodeCategory.OtherNotAssigned => rune.Value is not (0x2065 or (>= 0xFFF0 and <= 0xFFFF) or (>= 0xE0000 and <= 0xE0FFF)),
        _ => !s_blank.Contains(rune.Value),
    };
}
