using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Requests;

/// <summary>What a request carries beyond its head: one case for each command (protocol.md §5).</summary>
public abstract record Request
{
    /// <summary>The command that it asks for.</summary>
    public abstract Command Command { get; }

    /// <summary>The other account that it is about; null where it names none.</summary>
    public virtual uint? TargetUin => null;

    /// <summary>Whether it is answered with two replies, of which the last ends the connection (protocol.md §5.3).</summary>
    public virtual bool HasTwoReplies => false;

    /// <summary>Writes the fields, beginning with the `&amp;` behind the head.</summary>
    internal abstract void WriteFields(BodyWriter body);
}

/// <summary>The fields that every request has (protocol.md §2.1), and the session key that some carry (§3).</summary>
/// <param name="Version">`VER`.</param>
/// <param name="Command">`CMD`.</param>
/// <param name="Seq">`SEQ`.</param>
/// <param name="Uin">`UIN`, the acting account.</param>
/// <param name="Key">`SK`: the session key, `?` in a Login that asks for one, null where it is not there.</param>
/// <param name="Receipt">`AK`: what a client with a key has taken of its mail; null where it is not there.</param>
public readonly record struct RequestHead(ProtocolVersion Version, Command Command, Seq Seq, uint Uin, string? Key = null,
    Receipt? Receipt = null);
