using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Requests;

/// <summary>`[TN=&lt;number&gt;][&amp;UN=&lt;number&gt;]` (protocol.md §5.2).</summary>
/// <param name="Tn">`TN`: missing or 0 asks for the number of friends, anything else for the list.</param>
/// <param name="Un">`UN`: without effect.</param>
public sealed record ListRequest(uint? Tn, uint? Un) : Request
{
    /// <inheritdoc/>
    public override Command Command => Command.List;

    /// <summary>Whether the whole list is asked for.</summary>
    public bool WantsList => Tn is > 0;

    internal static ParseFailure Read(BodyFields fields, out Request? request)
    {
        request = fields.TryGetNumber("TN"u8, out var tn) && fields.TryGetNumber("UN"u8, out var un) ? new ListRequest(tn, un) : null;
        return request is null ? ParseFailure.BadNumber : ParseFailure.None;
    }

    internal override void WriteFields(BodyWriter body)
    {
        body.Field("&TN="u8, Tn);
        body.Field("&UN="u8, Un);
    }
}
