using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Requests;

/// <summary>`ST=&lt;10|20|30|40&gt;` (protocol.md §5.8).</summary>
/// <param name="Status">`ST`: the new status.</param>
public sealed record ChangeStatRequest(uint Status) : Request
{
    /// <inheritdoc/>
    public override Command Command => Command.ChangeStat;

    internal static ParseFailure Read(BodyFields fields, out Request? request)
    {
        request = fields.TryGetNeeded("ST"u8, out var status) && status is 10 or 20 or 30 or 40 ? new ChangeStatRequest(status) : null;
        return request is null ? ParseFailure.BadCode : ParseFailure.None;
    }

    internal override void WriteFields(BodyWriter body) => body.Field("&ST="u8, Status);
}
