namespace Tqq.Protocol.Segments;

/// <summary>How much of a reply a message takes, for the limit of 64 KiB (protocol.md §5.9).</summary>
public static class MessageSize
{
    // `99,` and a number of ten digits with its comma, and the comma behind the text.
    private const int AroundASegment = 3 + 11 + 1;

    /// <summary>
    /// The bytes that a message adds to a GetMsgEx reply at the most: all its segments with their types, senders and commas.
    /// </summary>
    /// <param name="text">The whole text, unescaped.</param>
    public static int InReply(string text)
    {
        var bytes = 1 + Escaped(text);
        // No piece but the last is shorter than 397 bytes, unless it was cut before a run of spaces.
        var segments = text.Length < Segmenter.MaxBytes / 3 ? 1 : Segmenter.Cut(text).Count();
        return bytes + (segments * AroundASegment);
    }

    /// <summary>The same for each segment on its own, in order.</summary>
    /// <param name="text">The whole text, unescaped.</param>
    public static IReadOnlyList<int> OfSegments(string text) =>
        [.. Segmenter.Cut(text).Select(segment => Escaped(segment) + AroundASegment)];

    private static int Escaped(string text)
    {
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
            bytes += rune.Value < ' ' || rune.Value is '%' or '&' or ',' or 0x7F ? 3 : rune.Utf8SequenceLength;
        return bytes;
    }
}

/// <summary>How much of a mailbox goes out in one GetMsgEx reply (protocol.md §5.9, §8); no setting changes it.</summary>
public static class HandoutNumbers
{
    /// <summary>At most this many messages.</summary>
    public const int Messages = 100;

    /// <summary>At most this many bytes of messages in a body of 64 KiB; its head takes less than the 512 left free here.</summary>
    public const int Bytes = (64 * 1024) - 512;

    /// <summary>At most this many bytes of messages in a short reply of 1,280; its head takes less than the 100 left free here.</summary>
    public const int BytesInShortReply = 1280 - 100;

    /// <summary>
    /// What the number of the first message takes in a reply to a client that counts, at most: `&amp;FI=` and 19 digits (§4).
    /// </summary>
    public const int BytesOfFirst = 23;
}
