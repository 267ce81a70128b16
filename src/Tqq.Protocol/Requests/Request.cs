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
