namespace Tqq.Protocol.Requests;

/// <summary>`ST=&lt;10|20|30|40&gt;` (protocol.md §5.8).</summary>
/// <param name="Status">`ST`: the new status.</param>
public sealed record ChangeStatRequest(uint Status) : Request;
