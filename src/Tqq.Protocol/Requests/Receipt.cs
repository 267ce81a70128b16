using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Requests;

/// <summary>
/// `AK=&lt;count&gt;[.&lt;SEQ&gt;]`, our extension for sessions with a key: which messages the client has really taken. A request that
/// carries it acknowledges the first `count` messages (a text of several segments is one) of what the GetMsgEx with that `SEQ` handed out,
/// and nothing else; `AK=0` acknowledges nothing. Without it a request acknowledges all, as protocol.md §4 has it.
/// </summary>
/// <param name="Count">How many messages were taken, counted from the first one handed out.</param>
/// <param name="Of">The `SEQ` of the GetMsgEx that handed them out; null only where the count is 0.</param>
public readonly record struct Receipt(uint Count, Seq? Of)
{
    /// <summary>Nothing was taken.</summary>
    public static readonly Receipt Nothing = new(0, null);

    internal void Write(BodyWriter body)
    {
        body.Raw("&AK="u8);
        body.Number(Count);
        if (Of is not { } seq)
            return;
        body.Raw("."u8);
        body.Seq(seq);
    }

    internal static bool TryParse(ReadOnlySpan<byte> text, out Receipt receipt)
    {
        receipt = Nothing;
        var dot = text.IndexOf((byte)'.');
        if (!WireNumber.TryParse(dot < 0 ? text : text[..dot], out var count))
            return false;
        if (dot < 0)
            return count == 0;
        var isLegal = Seq.TryParse(text[(dot + 1)..], out var seq);
        receipt = new(count, seq);
        return isLegal;
    }
}
