using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Replies;

/// <summary>What a reply carries behind its head (protocol.md §5). Above each case stands its grammar.</summary>
public abstract record Reply
{
    /// <summary>Writes the fields, beginning with the `&amp;` behind `RES`.</summary>
    internal abstract void WriteFields(BodyWriter body);
}

/// <summary>The fields that every reply begins with (protocol.md §2.2); the first four are the request's own.</summary>
/// <param name="Version">`VER`.</param>
/// <param name="Command">`CMD`.</param>
/// <param name="Seq">`SEQ`.</param>
/// <param name="Uin">`UIN`.</param>
/// <param name="Result">`RES`.</param>
public readonly record struct ReplyHead(ProtocolVersion Version, Command Command, Seq Seq, uint Uin, ResultCode Result);

/// <summary>
/// Nothing behind the head: every reply with another `RES` than 0, and those of Ack_AddToList and Logout (protocol.md §2.2, §5.6, §5.11).
/// </summary>
public sealed record BareReply : Reply
{
    /// <summary>The one instance.</summary>
    public static readonly BareReply Instance = new();

    internal override void WriteFields(BodyWriter body)
    {
        // Nothing.
    }
}

/// <summary>`&amp;` and nothing more: DelFromList, Change_Stat and CLTMSG that were done (protocol.md §5.7, §5.8, §5.10).</summary>
public sealed record AmpersandReply : Reply
{
    /// <summary>The one instance.</summary>
    public static readonly AmpersandReply Instance = new();

    internal override void WriteFields(BodyWriter body) => body.Raw("&"u8);
}
