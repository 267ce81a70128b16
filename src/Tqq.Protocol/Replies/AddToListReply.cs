using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Replies;

/// <summary>`&amp;CD=&lt;code&gt;&amp;UN=&lt;uin&gt;` (protocol.md §5.5).</summary>
/// <param name="Code">`CD`: 0 added, 1 verification needed, 2 refused.</param>
/// <param name="Target">`UN`: whom it is about.</param>
public sealed record AddToListReply(uint Code, uint Target) : Reply
{
    internal static Reply? Read(BodyFields fields) =>
        fields.Number("CD"u8) is { } code && fields.Number("UN"u8) is { } target ? new AddToListReply(code, target) : null;

    internal override void WriteFields(BodyWriter body)
    {
        body.Raw("&CD="u8);
        body.Number(Code);
        body.Raw("&UN="u8);
        body.Number(Target);
    }
}
