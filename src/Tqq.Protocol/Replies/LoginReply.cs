using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Replies;

/// <summary>`&amp;RS=0&amp;HI=60&amp;LI=300[&amp;SK=&lt;key&gt;]` (protocol.md §5.1).</summary>
/// <param name="Heartbeat">`HI`: the client is to call at least every so many seconds.</param>
/// <param name="Lifetime">`LI`: after so many seconds without a call the session ends.</param>
/// <param name="Key">`SK`: the session key, where the client asked for one.</param>
public sealed record LoginReply(uint Heartbeat, uint Lifetime, string? Key) : Reply
{
    internal override void WriteFields(BodyWriter body)
    {
        body.Raw("&RS=0&HI="u8);
        body.Number(Heartbeat);
        body.Raw("&LI="u8);
        body.Number(Lifetime);
        if (Key is null)
            return;
        body.Raw("&SK="u8);
        body.ReplyText(Key);
    }

    /// <summary>The reply without its key.</summary>
    public override string ToString() => $"LoginReply {{ Heartbeat = {Heartbeat}, Lifetime = {Lifetime} }}";
}
