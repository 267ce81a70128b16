using System.Text;

namespace Tqq.Core.Search;

/// <summary>
/// The terms by which an index finds a text. A term begins with a sign of what it is: a word, the beginning of a word, a character that
/// stands for itself, or two such characters that follow each other.
/// </summary>
public static class SearchTerms
{
    /// <summary>What stands before a word.</summary>
    public const char Word = '=';

    /// <summary>What stands before the first letters of a word.</summary>
    public const char Beginning = '~';

    /// <summary>What stands before a character, or two, of a script that is written without spaces.</summary>
    public const char Alone = '@';

    /// <summary>So many places of a word are in its term; a longer one is found by these.</summary>
    public const int LongestWord = 24;

    /// <summary>Words are found by so few first letters with a term of its own: very many words begin with the same.</summary>
    public const int LongestBeginning = 3;

    /// <summary>Writes the terms of a text, each with a prefix before it and a space behind it; some more than once.</summary>
    /// <param name="text">The text.</param>
    /// <param name="prefix">What stands before each, behind the space.</param>
    /// <param name="terms">Where they go.</param>
    public static void Write(SearchText text, string prefix, StringBuilder terms)
    {
        var before = ReadOnlySpan<char>.Empty;
        foreach (var unit in text.Units)
        {
            var said = text[unit];
            if (unit.IsWord)
            {
                terms.Append(prefix).Append(Word).Append(Cut(said, LongestWord)).Append(' ');
                for (var length = 1; length <= Math.Min(LongestBeginning, said.Length); length++)
                    if (IsWhole(said, length))
                        terms.Append(prefix).Append(Beginning).Append(said[..length]).Append(' ');
            }
            else
            {
                terms.Append(prefix).Append(Alone).Append(said).Append(' ');
                if (unit.Follows)
                    terms.Append(prefix).Append(Alone).Append(before).Append(said).Append(' ');
            }

            before = said;
        }
    }

    /// <summary>The first places of a word, without half a character at the end.</summary>
    public static ReadOnlySpan<char> Cut(ReadOnlySpan<char> word, int most) =>
        word.Length <= most ? word : word[..(IsWhole(word, most) ? most : most - 1)];

    private static bool IsWhole(ReadOnlySpan<char> word, int length) => !char.IsHighSurrogate(word[length - 1]);
}
