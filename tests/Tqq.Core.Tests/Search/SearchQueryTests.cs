using System.Text;
using CsCheck;
using Tqq.Core.Search;

namespace Tqq.Core.Tests.Search;

/// <summary>What a query finds, and by which terms.</summary>
public sealed class SearchQueryTests
{
    private static readonly Gen<char> s_han = Gen.Char['\u4E00', '\u4E2F'];

    // Few characters, so that much occurs more than once: Chinese of one place and of two, letters, digits, signs, halves of characters.
    private static readonly string[] s_pieces =
    [
        "中", "国", "人", "𠮷", "か", "한", "a", "B", "Ä", "b", "1", "é", "😀", " ", " ", "，", "\"", "“", "*", "(", "-", "^", ":",
        "AND", "NEAR", "'", "\0", "\uD840", "\uDC00", "\n", "　", "Ａ", "\u200D", "\u0301", "-- ", ";",
    ];

    private static readonly Gen<string> s_any = Gen.OneOf(
        Gen.Int[0, s_pieces.Length - 1].Select(piece => s_pieces[piece]),
        Gen.Char.Select(character => character.ToString())).Array[0, 30].Select(string.Concat);

    [Theory]
    [InlineData("heating", "The HEATING is on")]
    [InlineData("heat", "The heating is on")]
    [InlineData("on heat", "The heating is on")]
    [InlineData("h", "The heating is on")]
    [InlineData("THE is", "The heating is on")]
    [InlineData("\"is on\"", "The heating is on.")]
    [InlineData("\"is o", "The heating is on.")]
    [InlineData("user@example.com", "write to user@example.com!")]
    [InlineData("don't", "I don't know")]
    [InlineData("Straße ÄRA", "STRAßE ära")]
    [InlineData("ΟΔΟΣ", "οδος")]
    [InlineData("οδος", "ΟΔΟΣ")]
    [InlineData("１２３ａｂ", "123ab")]
    [InlineData("今", "今天天气很好")]
    [InlineData("天天", "今天天气很好")]
    [InlineData("天气很", "今天天气很好")]
    [InlineData("今天 很好", "今天天气很好")]
    [InlineData("很好 今天", "今天天气很好")]
    [InlineData("“天气 很好”", "今天天气，很好")]
    [InlineData("iphone手机", "我的iPhone 手机坏了")]
    [InlineData("手机 iph", "我的iPhone手机坏了")]
    [InlineData("𠮷野", "𠮷野家")]
    [InlineData("カメ", "デジタルカメラ")]
    [InlineData("안녕", "안녕하세요")]
    [InlineData("👍", "ok 👍🏽!")]
    [InlineData("❤", "❤️")]
    public void A_query_finds(string query, string text) => Assert.True(SearchQuery.Of(query).Finds(text));

    [Theory]
    [InlineData("heat on", "The heating is on")]
    [InlineData("\"heat\"", "The heating is on")]
    [InlineData("\"on is\"", "The heating is on")]
    [InlineData("eating", "The heating is on")]
    [InlineData("heating off", "The heating is on")]
    [InlineData("example.user", "write to user@example.com!")]
    [InlineData("今气", "今天天气很好")]
    [InlineData("好今", "今天天气很好")]
    [InlineData("很好", "很，好")]
    [InlineData("天气不", "今天天气很好")]
    [InlineData("", "anything")]
    [InlineData("  \"\" ，。!? *", "anything")]
    public void A_query_does_not_find(string query, string text) => Assert.False(SearchQuery.Of(query).Finds(text));

    [Fact]
    public void Any_part_of_a_text_of_one_to_eight_Chinese_characters_is_found() => Gen.Select(
        s_han.Array[1, 60], Gen.Int[0, 59], Gen.Int[1, 8], s_any, s_any).Sample((characters, at, length, before, behind) =>
        {
            var (said, begins) = (new string(characters), at % characters.Length);
            var query = SearchQuery.Of(said.Substring(begins, Math.Min(length, said.Length - begins)));
            Assert.True(query.Finds(before + said + behind));
            AssertIsCandidate(query, before + said + behind);
        });

    [Fact]
    public void A_text_finds_itself() => s_any.Where(text => SearchText.Of(text).Units.Count > 0).Sample(text =>
        Assert.True(SearchQuery.Of(text).Finds(text)));

    [Fact]
    public void Whatever_is_found_has_all_terms_of_its_query() => Gen.Select(s_any, s_any, Gen.Int[0, 99], Gen.Int[0, 99])
        .Sample((other, text, from, length) =>
        {
            foreach (var words in (string[])[other, Part(text, from, length), Part(text, from, length) + " " + Part(text, length, from)])
            {
                var query = SearchQuery.Of(words);
                Assert.Equal(query.IsEmpty, query.Terms.IsEmpty && query.BeginningOfWord is null);
                if (query.Finds(text))
                    AssertIsCandidate(query, text);
            }
        });

    [Fact]
    public void Terms_of_a_text_are_the_same_whatever_stands_before_them_and_none_has_a_space_or_a_quote() => s_any.Sample(text =>
    {
        var (plain, prefixed) = (Terms(text, ""), Terms(text, "7"));
        Assert.Equal(plain.Select(term => "7" + term), prefixed);
        Assert.All(plain, term => Assert.DoesNotContain(term, character => character is '"' or '\0' || char.IsWhiteSpace(character)));
    });

    [Fact]
    public void A_word_of_any_length_is_found_and_its_term_is_short()
    {
        var word = new string('x', 10_000);
        Assert.All(Terms(word, ""), term => Assert.InRange(term.Length, 2, 1 + SearchTerms.LongestWord));
        Assert.True(SearchQuery.Of(word).Finds(word + "y"));
        Assert.False(SearchQuery.Of($"\"{word[..900]}\"").Finds(word));
        AssertIsCandidate(SearchQuery.Of(word[..900]), word);
    }

    private static void AssertIsCandidate(SearchQuery query, string text)
    {
        var terms = Terms(text, "");
        Assert.All(query.Terms, term => Assert.Contains(term, terms));
        if (query.BeginningOfWord is { } beginning)
            Assert.Contains(terms, term => term.StartsWith(beginning, StringComparison.Ordinal));
    }

    private static string Part(string text, int from, int length) =>
        text.Length == 0 ? "" : text.Substring(from % text.Length, Math.Min(length, text.Length - (from % text.Length)));

    private static string[] Terms(string text, string prefix)
    {
        var terms = new StringBuilder();
        SearchTerms.Write(SearchText.Of(text), prefix, terms);
        return terms.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
