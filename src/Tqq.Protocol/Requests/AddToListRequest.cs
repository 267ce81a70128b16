using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Requests;

/// <summary>`UN=&lt;number&gt;` (protocol.md §5.5).</summary>
/// <param name="Target">`UN`: whom to add.</param>
public sealed record AddToListRequest(uint Target) : Request
{
    /// <inheritdoc/>
    public override Command Command => Command.AddToList;

    /// <inheritdoc/>
    public override uint? TargetUin => Target;

    internal static ParseFailure Read(BodyFields fields, out Request? request)
    {
        request = fields.TryGetNeeded("UN"u8, out var target) ? new AddToListRequest(target) : null;
        return request is null ? ParseFailure.BadNumber : ParseFailure.None;
    }

    internal override void WriteFields(BodyWriter body) => body.Field("&UN="u8, Target);
}
