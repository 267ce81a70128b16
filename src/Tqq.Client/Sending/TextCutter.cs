using System.Globalization;
using System.Text;

namespace Tqq.Client;

/// <summary>
/// Cuts a text into messages of at most 400 bytes of UTF-8 (protocol.md §5.10): between words where that leaves at least half a message, else
/// between characters as people see them, and only where one of those is longer than a message, inside it. Put together, the pieces are the text.
/// </summary>
internal static class TextCutter
{
    public const int MaxBytes = 400;

    public static IEnumerable<string> Cut(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = EndOfPiece(text.AsSpan(start));
            yield return text.Substring(start, end);
            start += end;
        }
    }

    private static int EndOfPiece(ReadOnlySpan<char> rest)
    {
        int end = 0, bytes = 0, word = 0;
        while (end < rest.Length)
        {
            var length = StringInfo.GetNextTextElementLength(rest[end..]);
            var size = Encoding.UTF8.GetByteCount(rest.Slice(end, length));
            if (bytes + size > MaxBytes)
                return word > 0 ? word : end > 0 ? end : EndInside(rest[..length]);
            bytes += size;
            end += length;
            if (char.IsWhiteSpace(rest[end - 1]) && bytes >= MaxBytes / 2)
                word = end;
        }

        return end;
    }

    private static int EndInside(ReadOnlySpan<char> element)
    {
        int end = 0, bytes = 0;
        while (end < element.Length)
        {
            _ = Rune.DecodeFromUtf16(element[end..], out var rune, out var used);
            if (bytes + rune.Utf8SequenceLength > MaxBytes)
                break;
            bytes += rune.Utf8SequenceLength;
            end += used;
        }

        return end;
    }
}
