using System.Text;
using Tqq.Protocol.Replies;

namespace Tqq.Fuzz.Oracles;

/// <summary>
/// Segments as protocol.md §5.9 has them. Where the text is silent: a piece may end behind a space when all of it is spaces,
/// even if they are fewer than 400 because the next character does not fit; a lone surrogate counts as the three bytes of the
/// character that the wire shows in its place.
/// </summary>
internal static class SegmentOracle
{
    private const int LongestPiece = 400;

    private const uint Message = 9;

    /// <summary>The pieces of a text.</summary>
    public static List<string> Cut(string text)
    {
        var characters = Characters(text + " ");
        var pieces = new List<string>();
        while (characters.Sum(Size) > LongestPiece)
        {
            // No piece has more than 400 characters, so the sums may end there.
            var places = Enumerable.Range(1, Math.Min(characters.Count, LongestPiece)).TakeWhile(Fits(characters)).ToList();
            var place = places.Exists(at => characters[at - 1] != " ") ? places.FindLast(at => characters[at - 1] != " ") : places[^1];
            pieces.Add(string.Concat(characters.Take(place)));
            characters.RemoveRange(0, place);
        }

        return [.. pieces, string.Concat(characters)];
    }

    /// <summary>
    /// Whole texts again: a piece that does not end in a space is followed by the rest, unless the next piece could have stood on it.
    /// </summary>
    public static List<MessageItem> Join(IReadOnlyList<MessageItem> items)
    {
        var groups = new List<List<MessageItem>>();
        foreach (var item in items)
        {
            if (groups.Count > 0 && IsRest(groups[^1][^1], item))
                groups[^1].Add(item);
            else
                groups.Add([item]);
        }

        return [.. groups.Select(group => group[0].Type == Message
            ? group[0] with { Text = WithoutLastSpace(string.Concat(group.Select(item => item.Text))) } : group[0])];
    }

    public static int Bytes(string text) => Characters(text).Sum(Size);

    private static bool IsRest(MessageItem piece, MessageItem next) =>
        (piece.Type, next.Type, next.Sender) == (Message, Message, piece.Sender)
        && piece.Text is not [.., ' ']
        && Characters(next.Text) is [var first, ..]
        && (first == " " || Bytes(piece.Text) + Size(first) > LongestPiece);

    private static string WithoutLastSpace(string text) => text is [.., ' '] ? text[..^1] : text;

    private static Func<int, bool> Fits(List<string> characters)
    {
        var bytes = 0;
        return count => (bytes += Size(characters[count - 1])) <= LongestPiece;
    }

    // One string a character: two chars where they are a pair.
    private static List<string> Characters(string text)
    {
        var characters = new List<string>();
        for (var at = 0; at < text.Length; at += characters[^1].Length)
            characters.Add(at + 1 < text.Length && char.IsSurrogatePair(text, at) ? text.Substring(at, 2) : text[at].ToString());
        return characters;
    }

    private static int Size(string character) => Encoding.UTF8.GetByteCount(character);
}
