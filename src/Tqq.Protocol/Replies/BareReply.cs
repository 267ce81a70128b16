using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Replies;

/// <summary>Nothing behind the head: every reply with another `RES` than 0, and those of Ack_AddToList and Logout (protocol.md §2.2, §5.6, §5.11).</summary>
public sealed record BareReply : Reply
{
    /// <summary>The one instance.</summary>
    public static readonly BareReply Instance = new();

    internal override void WriteFields(BodyWriter body)
    {
        // Nothing.
    }
}
