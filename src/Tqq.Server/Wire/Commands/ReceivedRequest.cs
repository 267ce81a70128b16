using Tqq.Core.Sessions;
using Tqq.Protocol.Requests;
using Request = Tqq.Protocol.Requests.Request;

namespace Tqq.Server.Wire.Commands;

/// <summary>A request that was understood.</summary>
/// <param name="Head">What every request has.</param>
/// <param name="Request">What its command has.</param>
/// <param name="Origin">Where it comes from.</param>
internal sealed record ReceivedRequest(RequestHead Head, Request Request, RequestOrigin Origin)
{
    /// <summary>Whether its client gets short replies, because it reads no more than one network packet (protocol.md §5.9).</summary>
    public bool IsShort { get; init; }

    /// <summary>Whether its client acknowledges by count (`AK`, protocol.md §4).</summary>
    public bool Counts => Head.Receipt is not null;

    /// <summary>
    /// Whether it comes for a page that may act by a key only, and names none, or is a Login that asks for none (protocol.md §1.2).
    /// </summary>
    public bool LacksKey => Origin.Caller.ByKeyOnly && (Request is LoginRequest ? Head.Key != "?" : Head.Key is null);
}
