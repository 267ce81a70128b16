using System.Collections.Immutable;
using System.Net;
using Orleans;

namespace Tqq.Core.Profiles;

/// <summary>Who gets at an account over HTTP QQ.</summary>
/// <param name="Login">What opens it.</param>
/// <param name="Addresses">Where it may be used from: at most <see cref="MostAddresses"/> networks; none for anywhere.</param>
/// <param name="RequiresKey">Whether its sessions must have a key (protocol.md §3); the server may demand that of all accounts.</param>
[GenerateSerializer, Immutable]
public sealed record WireAccess(WireLogin Login, ImmutableArray<IPNetwork> Addresses, bool RequiresKey)
{
    /// <summary>How many networks may be named: each request goes through all of them.</summary>
    public const int MostAddresses = 32;

    /// <summary>Of a new account: any password, from anywhere, with or without a key.</summary>
    public static readonly WireAccess Open = new(WireLogin.Password, [], false);

    /// <summary>Whether the account may be used from an address.</summary>
    public bool Admits(IPAddress address)
    {
        foreach (var network in Addresses)
            if (network.Contains(address))
                return true;
        return Addresses.IsEmpty;
    }
}
