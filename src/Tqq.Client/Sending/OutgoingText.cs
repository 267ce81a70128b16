using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tqq.Protocol.Grammar;

namespace Tqq.Client;

/// <summary>How much one message may have.</summary>
/// <param name="Most">So much.</param>
/// <param name="CountsBytes">Whether that is bytes of UTF-8; otherwise characters.</param>
internal readonly record struct TextMeasure(int Most, bool CountsBytes)
{
    /// <summary>A message of HTTP QQ (protocol.md §5.10).</summary>
    public static readonly TextMeasure OfWire = new(400, CountsBytes: true);

    /// <summary>A message of the JSON API.</summary>
    public static readonly TextMeasure OfApi = new(TqqApiClient.LongestText, CountsBytes: false);

    public int Of(Rune rune) => CountsBytes ? rune.Utf8SequenceLength : 1;

    public int Of(ReadOnlySpan<char> text)
    {
        if (CountsBytes)
            return Encoding.UTF8.GetByteCount(text);
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }
}

/// <summary>
/// Cuts a text into messages: between words where that leaves at least half a message, else between characters as people see them, and
/// only where one of those is longer than a message, inside it. Put together, the pieces are the text.
/// </summary>
internal static class TextCutter
{
    public static IEnumerable<string> Cut(string text, TextMeasure measure)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = EndOfPiece(text.AsSpan(start), measure);
            yield return text.Substring(start, end);
            start += end;
        }
    }

    private static int EndOfPiece(ReadOnlySpan<char> rest, TextMeasure measure)
    {
        int end = 0, sum = 0, word = 0;
        while (end < rest.Length)
        {
            var length = StringInfo.GetNextTextElementLength(rest[end..]);
            var size = measure.Of(rest.Slice(end, length));
            if (sum + size > measure.Most)
                return word > 0 ? word : end > 0 ? end : EndInside(rest[..length], measure);
            sum += size;
            end += length;
            if (char.IsWhiteSpace(rest[end - 1]) && sum >= measure.Most / 2)
                word = end;
        }

        return end;
    }

    private static int EndInside(ReadOnlySpan<char> element, TextMeasure measure)
    {
        int end = 0, sum = 0;
        while (end < element.Length)
        {
            _ = Rune.DecodeFromUtf16(element[end..], out var rune, out var used);
            if (sum + measure.Of(rune) > measure.Most)
                break;
            sum += measure.Of(rune);
            end += used;
        }

        return end;
    }
}

/// <summary>The key of a text, and from it those of the messages into which it is cut (`MK`, protocol.md §4).</summary>
internal static class MessageKeys
{
    /// <summary>The longest key of a text: the number of the message has to stand behind it.</summary>
    public const int MaxLength = 50;

    /// <summary>128 random bits in base64url.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>The keys of the messages of one text, by their number from 0.</summary>
    /// <exception cref="ArgumentException">The key is not allowed.</exception>
    public static Func<int, MessageKey> ForMessages(string key) =>
        key.Length <= MaxLength && MessageKey.TryParse(Encoding.UTF8.GetBytes(key), out _)
            ? number => MessageKey.TryParse(Encoding.ASCII.GetBytes($"{key}.{number + 1}"), out var one) ? one
                : throw new ArgumentOutOfRangeException(nameof(number))
            : throw new ArgumentException($"A key has 1 to {MaxLength} characters of 0-9, A-Z, a-z and _.:-", nameof(key));
}

/// <summary>One message of a text, and what is thrown where it is not known to have arrived.</summary>
/// <param name="Uin">To whom it goes.</param>
/// <param name="Progress">How many messages of its text have gone before it.</param>
/// <param name="Key">The key of the text.</param>
internal readonly record struct MessageOnItsWay(uint Uin, SendProgress Progress, string Key)
{
    /// <summary>It went out, and no reply came.</summary>
    public InDoubtException InDoubt(TqqException cause) => new(Uin, Progress, Key, cause);

    /// <summary>The caller has lost patience.</summary>
    public SendCanceledException Canceled(OperationCanceledException cause, bool isInDoubt) => new(Uin, Progress, Key, isInDoubt, cause);
}
