using Tqq.Core.Sessions;
using Tqq.Protocol.Requests;
using Request = Tqq.Protocol.Requests.Request;

namespace Tqq.Server.Wire;

/// <summary>A request that was understood.</summary>
/// <param name="Head">What every request has.</param>
/// <param name="Request">What its command has.</param>
/// <param name="Caller">Who sends it.</param>
internal sealed record Call(RequestHead Head, Request Request, Caller Caller);
