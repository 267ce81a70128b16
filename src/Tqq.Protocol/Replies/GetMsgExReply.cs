using System.Collections.Immutable;
using System.Globalization;
using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Replies;

/// <summary>
/// `&amp;MN=&lt;count&gt;&amp;MT=&lt;type&gt;,...&amp;UN=&lt;uin&gt;,...&amp;MG=&lt;text&gt;,...[&amp;FI=&lt;number&gt;]`
/// (protocol.md §5.9, §4).
/// </summary>
/// <param name="Items">Messages, oldest first; a long text as several adjacent segments.</param>
/// <param name="First">
/// `FI`, for a client that acknowledges by count: the log number of the first message that is kept, 0 where there is none; those behind it
/// have the numbers that follow. A presence notice (`MT` 99) is not kept and has no number. Null for a client that does not count.
/// </param>
public sealed record GetMsgExReply(ImmutableArray<MessageItem> Items, long? First = null) : Reply
{
    /// <summary>Nothing new.</summary>
    public static readonly GetMsgExReply Nothing = new([]);

    // MN counts; the lists may be longer (the article shows `MN=1&MT=9,9,`), and a shorter one ends it.
    internal static Reply? Read(BodyFields fields)
    {
        if (fields.Number("MN"u8) is not { } count || fields.Numbers("MT"u8) is not { } types
            || fields.Numbers("UN"u8) is not { } senders || fields.Texts("MG"u8) is not { } texts)
            return null;
        var complete = (int)Math.Min(count, (uint)Math.Min(types.Length, Math.Min(senders.Length, texts.Length)));
        return new GetMsgExReply([.. Enumerable.Range(0, complete).Select(at => new MessageItem(types[at], senders[at], texts[at]))],
            LogNumber(fields));
    }

    // The count of a mailbox may be beyond what is a number elsewhere. What is no number is as good as missing.
    private static long? LogNumber(BodyFields fields)
    {
        Span<byte> scratch = stackalloc byte[64];
        return fields.TryGetShort("FI"u8, scratch, out var text) && !text.IsEmpty && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

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

/// <summary>One place in the parallel lists of GetMsgEx (protocol.md §5.9).</summary>
/// <param name="Type">`MT`: 9 message, 99 status, 2 request, 3 accepted, 4 refused.</param>
/// <param name="Sender">`UN`: who it is from.</param>
/// <param name="Text">`MG`: the text, or one segment of it.</param>
public readonly record struct MessageItem(uint Type, uint Sender, string Text);
