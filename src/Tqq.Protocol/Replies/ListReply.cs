using System.Collections.Immutable;
using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Replies;

/// <summary>`&amp;FN=1&amp;SN=&lt;count&gt;&amp;UN=&lt;uin&gt;,&lt;uin&gt;,...,` (protocol.md §5.2).</summary>
/// <param name="Friends">`UN`: the friends, ascending.</param>
public sealed record ListReply(ImmutableArray<uint> Friends) : Reply
{
    internal static Reply? Read(BodyFields fields)
    {
        if (!fields.TryGetRaw("SN"u8, out _))
            return fields.Number("FN"u8) is { } count ? new ListCountReply(count) : null;
        return fields.Numbers("UN"u8) is { } friends ? new ListReply(friends) : null;
    }

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
