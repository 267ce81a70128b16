using System.Text;

namespace Tqq.Core.Mail;

/// <summary>How much goes over the wire at once. The protocol defines these and the wire sets them; the rules only count by them.</summary>
public sealed record WireLimits
{
    /// <summary>Without a wire: nothing is too much, and a text goes out in one piece that takes what it has.</summary>
    public static readonly WireLimits None = new();

    /// <summary>
    /// How many bytes of UTF-8 a text of a client may have, and the words of a request or a refusal (protocol.md §5.6, §5.10).
    /// </summary>
    public int LongestText { get; init; } = int.MaxValue;

    /// <summary>How many messages one reply hands out at most (§5.9).</summary>
    public int MessagesAtOnce { get; init; } = int.MaxValue;

    /// <summary>How many bytes of messages one reply hands out at most (§5.9).</summary>
    public int BytesAtOnce { get; init; } = int.MaxValue;

    /// <summary>The same for a short reply (§5.9).</summary>
    public int BytesInShortReply { get; init; } = int.MaxValue;

    /// <summary>How many bytes of either the number of the first message takes, where the client counts (§4).</summary>
    public int BytesOfFirst { get; init; }

    /// <summary>How many bytes a message adds to a reply.</summary>
    public Func<Message, int> SizeOf { get; init; } = message => Encoding.UTF8.GetByteCount(message.Text);

    /// <summary>The same for each piece that the wire cuts a message into, in order; all together take no more than the whole.</summary>
    public Func<Message, IReadOnlyList<int>> SizesOfPieces { get; init; } = message => [Encoding.UTF8.GetByteCount(message.Text)];
}
