using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Replies;

/// <summary>`&amp;FN=&lt;count&gt;` (protocol.md §5.2), and the first of the two replies of §5.3.</summary>
/// <param name="Count">`FN`: how many friends, or how many of them online.</param>
public sealed record ListCountReply(uint Count) : Reply
{
    internal override void WriteFields(BodyWriter body)
    {
        body.Raw("&FN="u8);
        body.Number(Count);
    }
}
