namespace Tqq.Core.Limits;

/// <summary>Numbers that the protocol fixes (protocol.md §8); no setting changes them.</summary>
public static class WireNumbers
{
    /// <summary>A text, and the words of a request or a refusal, over this many bytes of UTF-8 are refused (§5.6, §5.10).</summary>
    public const int LongestText = 400;

    /// <summary>At most this many messages go out at once (§5.9).</summary>
    public const int MessagesAtOnce = 100;

    /// <summary>At most this many bytes of body go out at once (§5.9); the head of a reply takes less than the 512 left free here.</summary>
    public const int BytesAtOnce = (64 * 1024) - 512;

    /// <summary>At most this many bytes of a body of 1,280 go out in a short reply (§5.9); the head of the body takes less than the 100 left free here.</summary>
    public const int BytesInShortReply = 1280 - 100;

    /// <summary>What the number of the first message takes in a reply to a client that counts, at most: `&amp;FI=` and 19 digits (§4).</summary>
    public const int BytesOfFirst = 23;

    /// <summary>A repeated request this soon after its first is answered from memory (§4).</summary>
    public static readonly TimeSpan ReplayWindow = TimeSpan.FromSeconds(10);

    /// <summary>The key of a text counts for this long at least (§4).</summary>
    public static readonly TimeSpan KeyLife = TimeSpan.FromHours(24);

    /// <summary>A repeated deletion this soon after its first is penalised (§5.7).</summary>
    public static readonly TimeSpan RepeatedDeletion = TimeSpan.FromSeconds(30);
}
