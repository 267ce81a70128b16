using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Replies;

/// <summary>`&amp;RS=1&amp;RA=&lt;reason&gt;` (protocol.md §5.1).</summary>
/// <param name="Reason">`RA`: what the user reads.</param>
public sealed record LoginFailedReply(string Reason) : Reply
{
    /// <summary>The reason of the original server: "wrong password".</summary>
    public static readonly LoginFailedReply WrongPassword = new("密码错误");

    internal override void WriteFields(BodyWriter body)
    {
        body.Raw("&RS=1&RA="u8);
        body.ReplyText(Reason);
    }
}
