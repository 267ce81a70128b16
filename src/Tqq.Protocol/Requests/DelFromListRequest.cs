namespace Tqq.Protocol.Requests;

/// <summary>`UN=&lt;number&gt;` (protocol.md §5.7).</summary>
/// <param name="Target">`UN`: whom to remove.</param>
public sealed record DelFromListRequest(uint Target) : Request;
