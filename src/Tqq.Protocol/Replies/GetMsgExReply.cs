using System.Collections.Immutable;
using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Replies;

/// <summary>`&amp;MN=&lt;count&gt;&amp;MT=&lt;type&gt;,...&amp;UN=&lt;uin&gt;,...&amp;MG=&lt;text&gt;,...[&amp;FI=&lt;number&gt;]` (protocol.md §5.9, §4).</summary>
/// <param name="Items">Messages, oldest first; a long text as several adjacent segments.</param>
/// <param name="First">
/// `FI`, for a client that acknowledges by count: the log number of the first message that is kept, 0 where there is none; those behind it have the numbers that
/// follow. A presence notice (`MT` 99) is not kept and has no number. Null for a client that does not count.
/// </param>
public sealed record GetMsgExReply(ImmutableArray<MessageItem> Items, long? First = null) : Reply
{
    /// <summary>Nothing new.</summary>
    public static readonly GetMsgExReply Nothing = new([]);

    internal override void WriteFields(BodyWriter body)
    {
        body.Raw("&MN="u8);
        body.Number((ulong)Items.Length);
        body.Raw("&MT="u8);
        foreach (var item in Items)
        {
            body.Number(item.Type);
            body.Raw(","u8);
        }

        body.Raw("&UN="u8);
        foreach (var item in Items)
        {
            body.Number(item.Sender);
            body.Raw(","u8);
        }

        body.Raw("&MG="u8);
        foreach (var item in Items)
        {
            body.ReplyText(item.Text);
            body.Raw(","u8);
        }

        if (First is not { } first)
            return;
        body.Raw("&FI="u8);
        body.Number((ulong)first);
    }

    /// <inheritdoc/>
    public bool Equals(GetMsgExReply? other) => other is not null && Items.SequenceEqual(other.Items) && First == other.First;

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Length;
}
