namespace Tqq.Protocol.Requests;

/// <summary>`UN=&lt;number&gt;&amp;CD=&lt;number&gt;[&amp;RS=&lt;text&gt;]` (protocol.md §5.6).</summary>
/// <param name="Target">`UN`: who asked, or is asked.</param>
/// <param name="Code">`CD`: 0 accepts, 1 refuses, 2 asks; anything else is penalised.</param>
/// <param name="Words">`RS`: the words or the reason; empty where it is missing.</param>
public sealed record AckAddToListRequest(uint Target, uint Code, string Words) : Request;
