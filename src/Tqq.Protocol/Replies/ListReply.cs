using System.Collections.Immutable;
using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Replies;

/// <summary>`&amp;FN=1&amp;SN=&lt;count&gt;&amp;UN=&lt;uin&gt;,&lt;uin&gt;,...,` (protocol.md §5.2).</summary>
/// <param name="Friends">`UN`: the friends, ascending.</param>
public sealed record ListReply(ImmutableArray<uint> Friends) : Reply
{
    internal override void WriteFields(BodyWriter body)
    {
        body.Raw("&FN=1&SN="u8);
        body.Number((ulong)Friends.Length);
        body.Raw("&UN="u8);
        foreach (var friend in Friends)
        {
            body.Number(friend);
            body.Raw(","u8);
        }
    }

    /// <inheritdoc/>
    public bool Equals(ListReply? other) => other is not null && Friends.SequenceEqual(other.Friends);

    /// <inheritdoc/>
    public override int GetHashCode() => Friends.Length;
}
