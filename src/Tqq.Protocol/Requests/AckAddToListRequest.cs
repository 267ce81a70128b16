using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Requests;

/// <summary>`UN=&lt;number&gt;&amp;CD=&lt;number&gt;[&amp;RS=&lt;text&gt;]` (protocol.md §5.6).</summary>
/// <param name="Target">`UN`: who asked, or is asked.</param>
/// <param name="Code">`CD`: 0 accepts, 1 refuses, 2 asks; anything else is penalised.</param>
/// <param name="Words">`RS`: the words or the reason; empty where it is missing.</param>
public sealed record AckAddToListRequest(uint Target, uint Code, string Words) : Request
{
    /// <inheritdoc/>
    public override Command Command => Command.AckAddToList;

    /// <inheritdoc/>
    public override uint? TargetUin => Target;

    internal static ParseFailure Read(BodyFields fields, out Request? request)
    {
        request = null;
        if (!fields.TryGetNeeded("UN"u8, out var target) || !fields.TryGetNeeded("CD"u8, out var code))
            return ParseFailure.BadNumber;
        if (!fields.TryGetText("RS"u8, isTrimmed: false, out var words))
            return ParseFailure.BadText;
        request = new AckAddToListRequest(target, code, words ?? "");
        return ParseFailure.None;
    }

    internal override void WriteFields(BodyWriter body)
    {
        body.Field("&UN="u8, Target);
        body.Field("&CD="u8, Code);
        body.Field("&RS="u8, Words);
    }
}
