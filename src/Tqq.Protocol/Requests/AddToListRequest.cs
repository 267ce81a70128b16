namespace Tqq.Protocol.Requests;

/// <summary>`UN=&lt;number&gt;` (protocol.md §5.5).</summary>
/// <param name="Target">`UN`: whom to add.</param>
public sealed record AddToListRequest(uint Target) : Request;
