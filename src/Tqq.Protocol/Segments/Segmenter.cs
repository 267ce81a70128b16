using System.Text;

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
