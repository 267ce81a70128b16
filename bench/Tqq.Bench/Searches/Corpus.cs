using System.Text;

namespace Tqq.Bench.Searches;

/// <summary>
/// Texts as people write them, as far as an index is concerned: some words come very often and most seldom (the word at place n as often as
/// 1/n says), half of the texts Chinese, half English. The same from the same seed.
/// </summary>
internal sealed class Corpus
{
    private const int ChineseWords = 40_000;
    private const int EnglishWords = 30_000;
    private const int FirstCharacter = 0x4E00;
    private const int Characters = 3_500;

    private readonly Random _chance = new(1);
    private readonly string[] _chinese;
    private readonly string[] _english;

    /// <summary>Makes the words.</summary>
    public Corpus()
    {
        _chinese = [.. Enumerable.Range(0, ChineseWords).Select(rank =>
            new string([.. Enumerable.Range(0, rank < 200 ? 1 : _chance.Next(10) < 8 ? 2 : _chance.Next(3, 5)).Select(_ =>
                (char)(FirstCharacter + Rank(Characters)))]))];
        _english = [.. Enumerable.Range(0, EnglishWords).Select(rank =>
            new string([.. Enumerable.Range(0, rank < 100 ? _chance.Next(1, 5) : _chance.Next(3, 12)).Select(_ =>
                "etaoinshrdlcumwfgypbvkjxqz"[Rank(26)])]))];
    }

    /// <summary>The Chinese word at a place by how often it comes, from 0.</summary>
    public string Chinese(int rank) => _chinese[rank];

    /// <summary>The English word at such a place.</summary>
    public string English(int rank) => _english[rank];

    /// <summary>The next text: some ten words.</summary>
    public string Next()
    {
        var (text, isChinese) = (new StringBuilder(), _chance.Next(2) == 0);
        for (var words = _chance.Next(4, 15); words > 0; words--)
        {
            if (isChinese)
                text.Append(_chinese[Rank(ChineseWords)]).Append(_chance.Next(5) == 0 ? "，" : "");
            else
                text.Append(_english[Rank(EnglishWords)]).Append(' ');
        }

        return text.ToString();
    }

    private int Rank(int count) => (int)Math.Pow(count, _chance.NextDouble()) - 1;
}
