using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Replies;

/// <summary>`&amp;` and nothing more: DelFromList, Change_Stat and CLTMSG that were done (protocol.md §5.7, §5.8, §5.10).</summary>
public sealed record AmpersandReply : Reply
{
    /// <summary>The one instance.</summary>
    public static readonly AmpersandReply Instance = new();

    internal override void WriteFields(BodyWriter body) => body.Raw("&"u8);
}
