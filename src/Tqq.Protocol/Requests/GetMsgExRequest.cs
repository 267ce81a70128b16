namespace Tqq.Protocol.Requests;

/// <summary>No fields (protocol.md §5.9).</summary>
public sealed record GetMsgExRequest : Request
{
    /// <summary>The one instance.</summary>
    public static readonly GetMsgExRequest Instance = new();
}
