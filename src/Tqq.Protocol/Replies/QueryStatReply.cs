using System.Collections.Immutable;
using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Replies;

/// <summary>
/// `&amp;FC=&lt;id&gt;,...&amp;FN=1&amp;SN=&lt;count&gt;&amp;ST=&lt;status&gt;,...&amp;UN=&lt;uin&gt;,...&amp;NK=&lt;nick&gt;,...`
/// (protocol.md §5.3). With nobody in it, it is also the second of the two replies to a request without `TN`.
/// </summary>
/// <param name="Online">The friends online, ascending by number.</param>
public sealed record QueryStatReply(ImmutableArray<OnlineFriend> Online) : Reply
{
    /// <summary>Nobody.</summary>
    public static readonly QueryStatReply Nobody = new([]);

    internal static Reply? Read(BodyFields fields)
    {
        if (!fields.TryGetRaw("SN"u8, out _))
            return fields.Number("FN"u8) is { } total ? new ListCountReply(total) : null;
        if (fields.Number("SN"u8) is not { } count
            || fields.Numbers("FC"u8) is not { } avatars || fields.Numbers("ST"u8) is not { } statuses
            || fields.Numbers("UN"u8) is not { } uins || fields.Texts("NK"u8) is not { } nicks)
            return null;
        var complete = Math.Min(Math.Min((int)Math.Min(count, int.MaxValue), avatars.Length),
            Math.Min(statuses.Length, Math.Min(uins.Length, nicks.Length)));
        return new QueryStatReply([.. Enumerable.Range(0, complete).Select(at =>
            new OnlineFriend(avatars[at], statuses[at], uins[at], nicks[at]))]);
    }

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

/// <summary>A friend online, one place in the parallel lists of Query_Stat (protocol.md §5.3).</summary>
/// <param name="Avatar">`FC`: the avatar id.</param>
/// <param name="Status">`ST`: 10 or 30.</param>
/// <param name="Uin">`UN`: the number.</param>
/// <param name="Nick">`NK`: the nickname.</param>
public readonly record struct OnlineFriend(uint Avatar, uint Status, uint Uin, string Nick);
