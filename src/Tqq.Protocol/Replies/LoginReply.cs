using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Replies;

/// <summary>`&amp;RS=0&amp;HI=60&amp;LI=300[&amp;SK=&lt;key&gt;]` (protocol.md §5.1).</summary>
/// <param name="Heartbeat">`HI`: the client is to call at least every so many seconds.</param>
/// <param name="Lifetime">`LI`: after so many seconds without a call the session ends.</param>
/// <param name="Key">`SK`: the session key, where the client asked for one.</param>
public sealed record LoginReply(uint Heartbeat, uint Lifetime, string? Key) : Reply
{
    internal static Reply? Read(BodyFields fields) => fields.Number("RS"u8) switch
    {
        0 when fields.Number("HI"u8) is { } heartbeat && fields.Number("LI"u8) is { } lifetime =>
            new LoginReply(heartbeat, lifetime, fields.Text("SK"u8)),
        > 0 => new LoginFailedReply(fields.Text("RA"u8) ?? ""),
        _ => null,
    };

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

/// <summary>`&amp;RS=1&amp;RA=&lt;reason&gt;` (protocol.md §5.1).</summary>
/// <param name="Reason">`RA`: what the user reads.</param>
public sealed record LoginFailedReply(string Reason) : Reply
{
    /// <summary>The reason of the original server: "wrong password".</summary>
    public static readonly LoginFailedReply WrongPassword = new("密码错误");

    /// <summary>Our own: "session key needed". The account or the server lets in only who asks for a key (§3).</summary>
    public static readonly LoginFailedReply KeyRequired = new("需要会话密钥");

    internal override void WriteFields(BodyWriter body)
    {
        body.Raw("&RS=1&RA="u8);
        body.ReplyText(Reason);
    }
}
