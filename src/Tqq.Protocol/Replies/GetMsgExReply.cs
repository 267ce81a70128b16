using System.Collections.Immutable;
using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Replies;

/// <summary>`&amp;MN=&lt;count&gt;&amp;MT=&lt;type&gt;,...&amp;UN=&lt;uin&gt;,...&amp;MG=&lt;text&gt;,...` (protocol.md §5.9).</summary>
/// <param name="Items">Messages, oldest first; a long text as several adjacent segments.</param>
public sealed record GetMsgExReply(ImmutableArray<MessageItem> Items) : Reply
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
    }

    /// <inheritdoc/>
    public bool Equals(GetMsgExReply? other) => other is not null && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Length;
}
