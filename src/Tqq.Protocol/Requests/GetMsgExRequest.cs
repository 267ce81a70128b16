using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Requests;

/// <summary>No fields (protocol.md §5.9).</summary>
public sealed record GetMsgExRequest : Request
{
    /// <inheritdoc/>
    public override Command Command => Command.GetMsgEx;

    /// <summary>The one instance.</summary>
    public static readonly GetMsgExRequest Instance = new();

    internal override void WriteFields(BodyWriter body)
    {
        // It has none.
    }
}
