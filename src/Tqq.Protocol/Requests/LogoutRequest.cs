namespace Tqq.Protocol.Requests;

/// <summary>No fields (protocol.md §5.11).</summary>
public sealed record LogoutRequest : Request
{
    /// <summary>The one instance.</summary>
    public static readonly LogoutRequest Instance = new();
}
