using System.Collections.Immutable;
using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Replies;

/// <summary>
/// `&amp;FC=&lt;id&gt;,...&amp;FN=1&amp;SN=&lt;count&gt;&amp;ST=&lt;status&gt;,...&amp;UN=&lt;uin&gt;,...&amp;NK=&lt;nick&gt;,...` (protocol.md §5.3). With nobody in it, it is also the
/// second of the two replies to a request without `TN`.
/// </summary>
/// <param name="Online">The friends online, ascending by number.</param>
public sealed record QueryStatReply(ImmutableArray<OnlineFriend> Online) : Reply
{
    /// <summary>Nobody.</summary>
    public static readonly QueryStatReply Nobody = new([]);

    internal override void WriteFields(BodyWriter body)
    {
        body.Raw("&FC="u8);
        foreach (var friend in Online)
            Element(body, friend.Avatar);
        body.Raw("&FN=1&SN="u8);
        body.Number((ulong)Online.Length);
        body.Raw("&ST="u8);
        foreach (var friend in Online)
            Element(body, friend.Status);
        body.Raw("&UN="u8);
        foreach (var friend in Online)
            Element(body, friend.Uin);
        body.Raw("&NK="u8);
        foreach (var friend in Online)
        {
            body.ReplyText(friend.Nick);
            body.Raw(","u8);
        }
    }

    private static void Element(BodyWriter body, uint number)
    {
        body.Number(number);
        body.Raw(","u8);
    }

    /// <inheritdoc/>
    public bool Equals(QueryStatReply? other) => other is not null && Online.SequenceEqual(other.Online);

    /// <inheritdoc/>
    public override int GetHashCode() => Online.Length;
}
