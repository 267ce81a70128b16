using System.Collections.Immutable;

namespace Tqq.Core.Search;

/// <summary>
/// What somebody searches for. All of it has to occur in a text: each word as a word, the last one also as the beginning of a word, and
/// characters of scripts that are written without spaces as they follow each other. What stands together without a space, or within
/// quotes, has to occur together in that order. No text is an error; nothing but quotes has a meaning of its own.
/// </summary>
public sealed class SearchQuery
{
    /// <summary>So much of a query counts, in UTF-16; the rest is not looked at.</summary>
    public const int Longest = 1000;

    // More would make no candidate less.
    private const int MostTerms = 24;

    private readonly ImmutableArray<ImmutableArray<Part>> _phrases;

    private SearchQuery(ImmutableArray<ImmutableArray<Part>> phrases)
    {
        _phrases = phrases;
        Terms = [.. phrases.SelectMany(TermsOf).Distinct().Take(MostTerms)];
        BeginningOfWord = phrases is [.., [.., { IsBeginning: true, Text: { Length: > SearchTerms.LongestBeginning } text }]]
            ? SearchTerms.Word + SearchTerms.Cut(text, SearchTerms.LongestWord).ToString() : null;
    }

    /// <summary>Whether there is nothing in it that could be found. It finds nothing then.</summary>
    public bool IsEmpty => _phrases.IsEmpty;

    /// <summary>Terms (<see cref="SearchTerms"/>) that every text has which is found; texts that have them all need not be.</summary>
    public ImmutableArray<string> Terms { get; }

    /// <summary>What a term of every text begins with which is found; null where nothing is known of that.</summary>
    public string? BeginningOfWord { get; }

    /// <summary>Reads a query, whatever it is.</summary>
    public static SearchQuery Of(string query)
    {
        var text = query.AsSpan(0, Math.Min(query.Length, Longest));
        var phrases = ImmutableArray.CreateBuilder<ImmutableArray<Part>>();
        var (isQuoted, begins) = (false, 0);
        for (var at = 0; at <= text.Length; at++)
        {
            var isEnd = at == text.Length;
            if (!isEnd && !IsQuote(text[at]) && (isQuoted || !char.IsWhiteSpace(text[at])))
                continue;
            if (SearchText.Of(text[begins..at]) is { Units.Count: > 0 } found)
                // A phrase whose end is not said yet is still being typed.
                phrases.Add(PartsOf(found, mayBegin: !isQuoted || isEnd));
            isQuoted ^= !isEnd && IsQuote(text[at]);
            begins = at + 1;
        }

        // Only the last word of all may be one that is still being typed.
        for (var at = 0; at < phrases.Count - 1; at++)
            phrases[at] = [.. phrases[at].Select(part => part with { IsBeginning = false })];
        return new(phrases.DrainToImmutable());
    }

    /// <summary>Whether a text is found.</summary>
    public bool Finds(string text)
    {
        if (IsEmpty)
            return false;
        var read = SearchText.Of(text);
        foreach (var phrase in _phrases)
            if (!Occurs(phrase, read))
                return false;
        return true;
    }

    private static bool IsQuote(char character) => character is '"' or '\u201C' or '\u201D' or '\u201E' or '\uFF02';

    private static ImmutableArray<Part> PartsOf(SearchText text, bool mayBegin) =>
    [
        .. text.Units.Select((unit, at) =>
            new Part(text[unit].ToString(), unit.IsWord, unit.Follows, mayBegin && unit.IsWord && at == text.Units.Count - 1)),
    ];

    private static bool Occurs(ImmutableArray<Part> phrase, SearchText text)
    {
        for (var start = 0; start <= text.Units.Count - phrase.Length; start++)
        {
            var matched = 0;
            while (matched < phrase.Length && phrase[matched].Is(text, text.Units[start + matched]))
                matched++;
            if (matched == phrase.Length)
                return true;
        }

        return false;
    }

    private static IEnumerable<string> TermsOf(ImmutableArray<Part> phrase)
    {
        for (var at = 0; at < phrase.Length; at++)
        {
            var (text, isWord, follows, isBeginning) = phrase[at];
            if (!isWord && follows)
                yield return SearchTerms.Alone + phrase[at - 1].Text + text;
            else if (!isWord && !(at + 1 < phrase.Length && phrase[at + 1].Follows))
                yield return SearchTerms.Alone + text;
            else if (isWord && !isBeginning)
                yield return SearchTerms.Word + SearchTerms.Cut(text, SearchTerms.LongestWord).ToString();
            else if (isWord && text.Length <= SearchTerms.LongestBeginning)
                yield return SearchTerms.Beginning + text;
        }
    }

    private readonly record struct Part(string Text, bool IsWord, bool Follows, bool IsBeginning)
    {
        public bool Is(SearchText text, SearchText.Unit unit) =>
            unit.IsWord == IsWord && (!Follows || unit.Follows)
            && (IsBeginning ? text[unit].StartsWith(Text, StringComparison.Ordinal) : text[unit].SequenceEqual(Text));
    }
}
