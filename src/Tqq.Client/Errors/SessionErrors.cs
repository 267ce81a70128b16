using System.Net;
using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;

namespace Tqq.Client;

/// <summary>
/// The server did not let the account in (`RS` other than 0, protocol.md §5.1): a wrong password, no such account or a
/// disabled one; it does not say which.
/// </summary>
public sealed class LoginFailedException : TqqException
{
    /// <summary>As a client throws it; a stand-in for one, in a test, throws it too.</summary>
    /// <param name="uin">The account.</param>
    /// <param name="reason">The server's reason, `RA`.</param>
    public LoginFailedException(uint uin, string reason)
        : base($"The server did not let {uin} in: {reason}") => (Uin, Reason) = (uin, reason);

    internal LoginFailedException(uint uin, TqqApiException cause)
        : base($"The server did not let {uin} in: {cause.Detail}", cause) => (Uin, Reason) = (uin, cause.Detail);

    /// <summary>The account.</summary>
    public uint Uin { get; }

    /// <summary>The server's reason, `RA`, as a user may read it.</summary>
    public string Reason { get; }
}

/// <summary>
/// Another login has taken the place of this client's session (protocol.md §3). The client stops: it says nothing more to the server,
/// unless <see cref="TqqClientOptions.TakeOver"/> tells it to take the session back.
/// </summary>
public sealed class LoggedInElsewhereException : TqqException
{
    /// <summary>As a client throws it; a stand-in for one, in a test, throws it too.</summary>
    /// <param name="uin">The account.</param>
    /// <param name="address">From where the other login came; null where the server does not say.</param>
    public LoggedInElsewhereException(uint uin, IPAddress? address)
        : base($"{uin} is logged in elsewhere{(address is null ? "" : $", from {address}")}.") => (Uin, Address) = (uin, address);

    /// <summary>The account.</summary>
    public uint Uin { get; }

    /// <summary>
    /// From where the other login came. Null where the server does not say: then it is only likely, because a session that had just been
    /// begun was gone several times in a minute.
    /// </summary>
    public IPAddress? Address { get; }
}

/// <summary>
/// The server says "not logged in" (RES=20) right after a login that it had accepted: it does not see both from the same address, or
/// the session is taken again and again.
/// </summary>
public sealed class SessionLostException : TqqException
{
    /// <summary>As a client throws it; a stand-in for one, in a test, throws it too.</summary>
    /// <param name="command">What was asked.</param>
    public SessionLostException(Command command)
        : base($"The server does not know the session it has just begun (RES=20 to {command.WireName}): is the account in use elsewhere, or does this machine have several addresses?") => Command = command;

    /// <summary>What was asked.</summary>
    public Command Command { get; }
}
