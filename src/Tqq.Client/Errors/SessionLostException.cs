using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;

namespace Tqq.Client;

/// <summary>The server says "not logged in" (RES=20) right after a login that it had accepted: it does not see both from the same address, or the session is taken again and again.</summary>
public sealed class SessionLostException : TqqException
{
    /// <summary>As a client throws it; a stand-in for one, in a test, throws it too.</summary>
    /// <param name="command">What was asked.</param>
    public SessionLostException(Command command)
        : base($"The server does not know the session it has just begun (RES=20 to {command.WireName}): is the account in use elsewhere, or does this machine have several addresses?") => Command = command;

    /// <summary>What was asked.</summary>
    public Command Command { get; }
}
