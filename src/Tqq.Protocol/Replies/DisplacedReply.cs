using System.Net;
using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Replies;

/// <summary>
/// `RES=20` for a session with a key that another login took the place of: `&amp;LA=&lt;address&gt;`. Only a request that carries the key
/// of such a session is answered so, and only as long as the session of that login lives (protocol.md §3).
/// </summary>
/// <param name="LoginAddress">`LA`: from where the other login came.</param>
public sealed record DisplacedReply(IPAddress LoginAddress) : Reply
{
    internal override void WriteFields(BodyWriter body)
    {
        body.Raw("&LA="u8);
        body.ReplyText(LoginAddress.ToString());
    }
}
