using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Requests;

/// <summary>No fields (protocol.md §5.11).</summary>
public sealed record LogoutRequest : Request
{
    /// <inheritdoc/>
    public override Command Command => Command.Logout;

    /// <summary>The one instance.</summary>
    public static readonly LogoutRequest Instance = new();

    internal override void WriteFields(BodyWriter body)
    {
        // It has none.
    }
}
