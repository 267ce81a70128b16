using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Requests;

/// <summary>`LV=&lt;number&gt;&amp;UN=&lt;number&gt;` (protocol.md §5.4).</summary>
/// <param name="Level">`LV`: how much is asked for; echoed.</param>
/// <param name="Target">`UN`: who is asked about.</param>
public sealed record GetInfoRequest(uint Level, uint Target) : Request
{
    /// <inheritdoc/>
    public override Command Command => Command.GetInfo;

    /// <inheritdoc/>
    public override uint? TargetUin => Target;

    internal static ParseFailure Read(BodyFields fields, out Request? request)
    {
        request = fields.TryGetNeeded("LV"u8, out var level) && fields.TryGetNeeded("UN"u8, out var target)
            ? new GetInfoRequest(level, target) : null;
        return request is null ? ParseFailure.BadNumber : ParseFailure.None;
    }

    internal override void WriteFields(BodyWriter body)
    {
        body.Field("&LV="u8, Level);
        body.Field("&UN="u8, Target);
    }
}
