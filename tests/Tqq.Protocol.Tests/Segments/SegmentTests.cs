using System.Text;
using CsCheck;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Segments;

namespace Tqq.Protocol.Tests.Segments;

/// <summary>Cutting and joining (protocol.md §5.9), checked against a slow, obvious cutter.</summary>
public sealed class SegmentTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(Bytes.OneOf(" ", "A", "好", "😀", "é"),
        Gen.Int[1, 450].Select(length => new string('A', length)), Gen.Int[1, 90].Select(length => new string(' ', length)))
        .List[0, 120].Select(string.Concat);

    [Theory]
    [InlineData(398, 399)]
    [InlineData(399, 400)]
    [InlineData(400, 400, 1)]
    [InlineData(401, 400, 2)]
    [InlineData(800, 400, 400, 1)]
    public void The_examples_of_the_article_hold(int length, params int[] pieces) =>
        Assert.Equal(pieces, Segmenter.Cut(new string('A', length)).Select(piece => piece.Length));

    [Fact]
    public void A_character_is_never_cut() =>
        Assert.Equal([new string('好', 133), "好 "], Segmenter.Cut(new string('好', 134)));

    [Fact]
    public void No_piece_but_the_last_ends_in_a_space() =>
        Assert.Equal([new string('A', 398), "  B "], Segmenter.Cut(new string('A', 398) + "  B"));

    [Fact]
    public void A_run_of_400_spaces_leaves_no_other_place() =>
        Assert.Equal([400, 101], Segmenter.Cut(new string(' ', 500)).Select(piece => piece.Length));

    [Fact]
    public void Any_text_is_cut_as_the_obvious_cutter_does() =>
        Texts.Sample(text => Assert.Equal(ObviousCut(text), Segmenter.Cut(text)), iter: 250);

    [Fact]
    public void Pieces_are_joined_to_the_text_they_were() => Gen.Select(Texts, Texts).Sample((first, second) =>
    {
        // A run of 400 spaces can be told from an end by nobody; neither can a text that ends in spaces at a cut.
        if (first.Contains(new string(' ', 300), StringComparison.Ordinal)
            || second.Contains(new string(' ', 300), StringComparison.Ordinal))
            return;
        MessageItem[] pieces = [.. Items(first, 10001), .. Items(second, 10001), .. Items(first, 10002)];
        Assert.Equal([first, second, first], SegmentJoiner.Join([.. pieces]).Select(item => item.Text));
    });

    [Fact]
    public void A_text_without_its_last_space_is_still_whole() =>
        Assert.Equal(["hi", "there"], SegmentJoiner.Join([new(9, 10001, "hi"), new(9, 10001, "there ")]).Select(item => item.Text));

    [Fact]
    public void Other_types_are_left_alone() =>
        Assert.Equal(["20", "me "], SegmentJoiner.Join([new(99, 10001, "20"), new(2, 10001, "me ")]).Select(item => item.Text));

    [Fact]
    public void The_size_said_is_never_less_than_the_size_written() => Texts.Sample(text =>
    {
        var head = new ReplyHead(Grammar.ProtocolVersion.V11, Grammar.Command.GetMsgEx, Bytes.Seq("1"), 10001, Grammar.ResultCode.Success);
        var empty = Encoding.UTF8.GetByteCount(Bytes.Write(head, GetMsgExReply.Nothing));
        var full = Encoding.UTF8.GetByteCount(Bytes.Write(head, new GetMsgExReply([.. Items(text, uint.MaxValue)])));
        // The count of MN may take a few digits more.
        Assert.True(full - empty - 8 <= MessageSize.InReply(text));
    });

    private static IEnumerable<MessageItem> Items(string text, uint sender) =>
        Segmenter.Cut(text).Select(piece => new MessageItem(9, sender, piece));

    private static List<string> ObviousCut(string text)
    {
        var runes = (text + " ").EnumerateRunes().ToList();
        var pieces = new List<string>();
        while (runes.Sum(rune => rune.Utf8SequenceLength) > 400)
        {
            // A character has a byte at least: no more than 400 of them have to be looked at.
            var take = Enumerable.Range(1, Math.Min(runes.Count, 400)).Last(count =>
                runes.Take(count).Sum(rune => rune.Utf8SequenceLength) <= 400 || count == 1);
            var shorter = take;
            while (shorter > 0 && runes[shorter - 1].Value == ' ')
                shorter--;
            take = shorter > 0 ? shorter : take;
            pieces.Add(string.Concat(runes.Take(take)));
            runes.RemoveRange(0, take);
        }

        pieces.Add(string.Concat(runes));
        return pieces;
    }
}
