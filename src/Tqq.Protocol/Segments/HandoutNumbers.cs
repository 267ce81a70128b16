namespace Tqq.Protocol.Segments;

/// <summary>How much of a mailbox goes out in one GetMsgEx reply (protocol.md §5.9, §8); no setting changes it.</summary>
public static class HandoutNumbers
{
    /// <summary>At most this many messages.</summary>
    public const int Messages = 100;

    /// <summary>At most this many bytes of messages in a body of 64 KiB; its head takes less than the 512 left free here.</summary>
    public const int Bytes = (64 * 1024) - 512;

    /// <summary>At most this many bytes of messages in a short reply of 1,280; its head takes less than the 100 left free here.</summary>
    public const int BytesInShortReply = 1280 - 100;

    /// <summary>What the number of the first message takes in a reply to a client that counts, at most: `&amp;FI=` and 19 digits (§4).</summary>
    public const int BytesOfFirst = 23;
}
