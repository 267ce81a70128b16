using System.Net;

namespace Tqq.Client;

/// <summary>
/// Another login has taken the place of this client's session (protocol.md §3). The client stops: it says nothing more to the server, unless
/// <see cref="TqqClientOptions.TakeOver"/> tells it to take the session back.
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
    /// From where the other login came. Null where the server does not say: then it is only likely, because a session that had just been begun was gone
    /// several times in a minute.
    /// </summary>
    public IPAddress? Address { get; }
}
