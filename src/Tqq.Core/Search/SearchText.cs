using System.Globalization;
using System.Text;

namespace Tqq.Core.Search;

/// <summary>
/// A text as search sees it, in units: words in lower case, and single characters of scripts that are written without spaces (Chinese,
/// Japanese, Korean, Thai and their neighbours) and of pictures. Whatever else there is stands between units.
/// </summary>
public sealed class SearchText
{
    private const int FullWidthFirst = 0xFF01;
    private const int FullWidthLast = 0xFF5E;
    private const int FullWidthOffset = 0xFEE0;

    // First and last of each block of characters that are units by themselves.
    private static readonly (int First, int Last)[] s_alone =
    [
        (0x0E00, 0x0EFF), // Thai, Lao
        (0x1000, 0x109F), // Myanmar
        (0x1100, 0x11FF), // Hangul
        (0x1780, 0x17FF), // Khmer
        (0x2E80, 0x2FDF), // radicals
        (0x3005, 0x3007), (0x3021, 0x3029), (0x3031, 0x303C),
        (0x3041, 0x31FF), // Kana, Bopomofo, Hangul
        (0x3400, 0x4DBF), (0x4E00, 0x9FFF), // Han
        (0xA960, 0xA97F), (0xAC00, 0xD7FF), // Hangul
        (0xF900, 0xFAFF), // Han
        (0xFF66, 0xFFDC), // half-width Kana and Hangul
        (0x20000, 0x3FFFF), // Han
    ];

    private readonly char[] _folded;
    private readonly List<Unit> _units = [];
    private int _length;

    private SearchText(int longest) => _folded = new char[longest];

    /// <summary>The units, in the order of the text.</summary>
    public IReadOnlyList<Unit> Units => _units;

    /// <summary>Reads a text.</summary>
    public static SearchText Of(ReadOnlySpan<char> text)
    {
        // A character can take one place more when its case is folded; it is one of two at most then.
        var read = new SearchText(text.Length * 2);
        var (wordBegins, follows) = (-1, false);
        foreach (var rune in text.EnumerateRunes())
        {
            var kind = KindOf(rune);
            if (kind == Kind.Ignored)
                continue;
            if (kind != Kind.OfWord && wordBegins >= 0)
            {
                read.Add(wordBegins, isWord: true, follows: false);
                wordBegins = -1;
            }

            if (kind == Kind.OfWord && wordBegins < 0)
                wordBegins = read._length;
            if (kind != Kind.Between)
                read._length += Folded(rune).EncodeToUtf16(read._folded.AsSpan(read._length));
            if (kind == Kind.Alone)
                read.Add(read._length - (read._length > 1 && char.IsLowSurrogate(read._folded[read._length - 1]) ? 2 : 1), isWord: false,
                    follows);
            follows = kind == Kind.Alone;
        }

        if (wordBegins >= 0)
            read.Add(wordBegins, isWord: true, follows: false);
        return read;
    }

    /// <summary>What a unit says.</summary>
    public ReadOnlySpan<char> this[Unit unit] => _folded.AsSpan(unit.Start, unit.Length);

    private void Add(int start, bool isWord, bool follows) => _units.Add(new(start, _length - start, isWord, follows));

    // Letters of full width are those of usual width; upper case first, because some letters have two lower cases.
    private static Rune Folded(Rune rune) => rune.Value is >= FullWidthFirst and <= FullWidthLast
        ? Folded(new Rune(rune.Value - FullWidthOffset))
        : Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune));

    private static Kind KindOf(Rune rune)
    {
        if (rune.IsAscii)
            return Rune.IsLetterOrDigit(rune) ? Kind.OfWord : Kind.Between;
        // What has no width, chooses how the character before it looks, or its colour.
        if (rune.Value is 0xAD or (>= 0x200B and <= 0x200D) or 0x2060 or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF or (>= 0x1F3FB and <= 0x1F3FF))
            return Kind.Ignored;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.OtherSymbol => rune == Rune.ReplacementChar ? Kind.Between : Kind.Alone,
            <= UnicodeCategory.OtherNumber => IsAlone(rune.Value) ? Kind.Alone : Kind.OfWord,
            _ => Kind.Between,
        };
    }

    private static bool IsAlone(int value)
    {
        if (value is >= 0x4E00 and <= 0x9FFF)
            return true;
        foreach (var (first, last) in s_alone)
            if (value <= last)
                return value >= first;
        return false;
    }

    private enum Kind
    {
        Between,
        Ignored,
        OfWord,
        Alone,
    }

    /// <summary>A word, or a character that stands for itself.</summary>
    /// <param name="Start">Where it begins in the text as search sees it.</param>
    /// <param name="Length">How long it is there.</param>
    /// <param name="IsWord">Whether it is a word.</param>
    /// <param name="Follows">Whether it is no word and follows another such character, with nothing in between.</param>
    public readonly record struct Unit(int Start, int Length, bool IsWord, bool Follows);
}
