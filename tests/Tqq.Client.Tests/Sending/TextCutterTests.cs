using System.Globalization;
using System.Text;
using CsCheck;

namespace Tqq.Client.Tests.Sending;

public sealed class TextCutterTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(Gen.Const("A"), Gen.Const("好"), Gen.Const(" "), Gen.Const("word "),
        Gen.Const("👨‍👩‍👧"), Gen.Const("e\u0301"), Gen.Const("\n"))
        .List[1, 900].Select(string.Concat);

    [Fact]
    public void The_pieces_are_the_text_and_none_is_longer_than_400_bytes() => Texts.Sample(text =>
    {
        var pieces = TextCutter.Cut(text, TextMeasure.OfWire).ToList();
        Assert.Equal(text, string.Concat(pieces));
        Assert.All(pieces, piece => Assert.InRange(Encoding.UTF8.GetByteCount(piece), 1, 400));
    });

    [Fact]
    public void No_character_is_cut_as_people_see_it() => Texts.Sample(text =>
        Assert.Equal(Elements(text), TextCutter.Cut(text, TextMeasure.OfWire).Sum(Elements)));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(400, 1)]
    [InlineData(401, 2)]
    [InlineData(800, 2)]
    [InlineData(801, 3)]
    public void A_text_without_words_is_cut_as_late_as_can_be(int length, int pieces) =>
        Assert.Equal(pieces, TextCutter.Cut(new('A', length), TextMeasure.OfWire).Count());

    [Fact]
    public void Words_stay_whole()
    {
        var text = string.Concat(Enumerable.Range(1000, 200).Select(number => $"word{number} "));
        Assert.All(TextCutter.Cut(text, TextMeasure.OfWire), piece => Assert.EndsWith(" ", piece, StringComparison.Ordinal));
    }

    [Fact]
    public void A_character_longer_than_a_message_is_cut_inside()
    {
        var text = "e" + new string('\u0301', 500);
        Assert.Equal(text, string.Concat(TextCutter.Cut(text, TextMeasure.OfWire)));
        Assert.Equal(3, TextCutter.Cut(text, TextMeasure.OfWire).Count());
    }

    private static int Elements(string text) => StringInfo.ParseCombiningCharacters(text).Length;

    [Theory]
    [InlineData(10_000, 1)]
    [InlineData(10_001, 2)]
    [InlineData(20_000, 2)]
    public void A_text_for_the_api_is_cut_by_characters_however_many_bytes_they_have(int length, int pieces)
    {
        var text = string.Concat(Enumerable.Repeat("😀", length));
        Assert.Equal(pieces, TextCutter.Cut(text, TextMeasure.OfApi).Count());
        Assert.Equal(text, string.Concat(TextCutter.Cut(text, TextMeasure.OfApi)));
    }
}
