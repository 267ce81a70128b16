using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Http;
using Tqq.Core;
using Tqq.Core.Devices;

namespace Tqq.Server.Web.Api;

/// <summary>Who calls a route: a device session, which the guard has admitted.</summary>
/// <param name="Uin">The account.</param>
/// <param name="Device">The number of its device session.</param>
/// <param name="Kind">What opened that.</param>
/// <param name="Rights">What it may, if it is a token; null for whoever signed in with the password, who may everything.</param>
/// <param name="Peers">The only people that it may send to and read of; empty for all.</param>
/// <param name="Address">The client's address; IPv4 in its own form, never mapped into IPv6.</param>
internal sealed record ApiCaller(
    Uin Uin, int Device, DeviceKind Kind, TokenRights? Rights, ImmutableArray<Uin> Peers, IPAddress Address)
{
    /// <summary>Whether it may do what a route needs.</summary>
    public bool May(ApiRight right) => right switch
    {
        ApiRight.Owner => Rights is null,
        ApiRight.All => Rights is null or TokenRights.All,
        ApiRight.Send => Rights is null || Rights.Value.HasFlag(TokenRights.Send),
        ApiRight.Read => Rights is null || Rights.Value.HasFlag(TokenRights.Read),
        _ => true,
    };

    /// <summary>Whether it may send to somebody and read of him.</summary>
    public bool Knows(Uin peer) => Peers.IsEmpty || Peers.Contains(peer);
}

/// <summary>Where routes find who calls.</summary>
internal static class ApiCallers
{
    private static readonly object s_key = new();

    /// <summary>Who calls; of a route that needs a right.</summary>
    public static ApiCaller Caller(this HttpContext context) => (ApiCaller)context.Items[s_key]!;

    /// <summary>The guard says who calls.</summary>
    public static void SetCaller(this HttpContext context, ApiCaller caller) => context.Items[s_key] = caller;

    /// <summary>From which address a request comes.</summary>
    public static IPAddress Address(this HttpContext context) => Plain(context.Connection.RemoteIpAddress) ?? IPAddress.Loopback;

    /// <summary>
    /// Whether a request comes from this machine: by loopback, or from the very address that it has come to. No other machine has that.
    /// </summary>
    public static bool IsOfThisMachine(this HttpContext context) => context.Address() is var address
        && (IPAddress.IsLoopback(address) || address.Equals(Plain(context.Connection.LocalIpAddress)));

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : address;
}
