using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Replies;

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
