namespace Tqq.Protocol.Requests;

/// <summary>`LV=&lt;number&gt;&amp;UN=&lt;number&gt;` (protocol.md §5.4).</summary>
/// <param name="Level">`LV`: how much is asked for; echoed.</param>
/// <param name="Target">`UN`: who is asked about.</param>
public sealed record GetInfoRequest(uint Level, uint Target) : Request;
