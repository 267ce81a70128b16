using System.Collections.Immutable;
using System.Text;
using Tqq.Protocol.Replies;

namespace Tqq.Protocol.Segments;

/// <summary>
/// Cuts a text as GetMsgEx carries it (protocol.md §5.9): one space is appended, then come pieces of at most 400 bytes of UTF-8, as long as
/// possible, never ending inside a character and never right behind a space, so that only a text's last piece ends in one.
/// </summary>
public static class Segmenter
{
    /// <summary>The longest piece, in bytes of UTF-8.</summary>
    public const int MaxBytes = 400;

    /// <summary>The pieces of a text, in order; at least one.</summary>
    public static IEnumerable<string> Cut(string text)
    {
        var whole = text + " ";
        var start = 0;
        while (whole.Length - start > MaxBytes || Encoding.UTF8.GetByteCount(whole.AsSpan(start)) > MaxBytes)
        {
            var end = EndOfPiece(whole, start);
            yield return whole[start..end];
            start = end;
        }

        yield return whole[start..];
    }

    private static int EndOfPiece(string whole, int start)
    {
        int end = start, bytes = 0;
        while (end < whole.Length)
        {
            // A lone surrogate takes part as the replacement character that the wire will show in its place.
            _ = Rune.DecodeFromUtf16(whole.AsSpan(end), out var rune, out var used);
            if (bytes + rune.Utf8SequenceLength > MaxBytes)
                break;
            bytes += rune.Utf8SequenceLength;
            end += used;
        }

        var last = end;
        while (last > start && whole[last - 1] == ' ')
            last--;
        return last > start ? last : end;
    }
}

/// <summary>
/// Joins the segments of one GetMsgEx reply to whole texts again (protocol.md §5.9). A piece that ends in a space is a
/// text's last; one that does not is followed by the rest, if the next piece could not have stood on it: then the server
/// left the space out, and the text is whole.
/// </summary>
public static class SegmentJoiner
{
    private const uint TextType = 9;

    /// <summary>Whole messages, in order; other types than 9 are left as they are.</summary>
    public static ImmutableArray<MessageItem> Join(ImmutableArray<MessageItem> items)
    {
        var joined = ImmutableArray.CreateBuilder<MessageItem>(items.Length);
        for (var at = 0; at < items.Length; at++)
        {
            var item = items[at];
            if (item.Type != TextType)
            {
                joined.Add(item);
                continue;
            }

            var text = new StringBuilder(item.Text);
            while (at + 1 < items.Length && IsContinued(items[at], items[at + 1]))
                text.Append(items[++at].Text);
            if (text.Length > 0 && text[^1] == ' ')
                text.Length--;
            joined.Add(item with { Text = text.ToString() });
        }

        return joined.DrainToImmutable();
    }

    private static bool IsContinued(MessageItem piece, MessageItem next)
    {
        if (next.Type != TextType || next.Sender != piece.Sender || piece.Text.EndsWith(' ') || next.Text.Length == 0)
            return false;
        _ = Rune.DecodeFromUtf16(next.Text, out var first, out _);
        return first.Value == ' ' || Encoding.UTF8.GetByteCount(piece.Text) + first.Utf8SequenceLength > Segmenter.MaxBytes;
    }
}
