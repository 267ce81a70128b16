using System.Collections.Immutable;
using Orleans;

namespace Tqq.Core.Devices;

/// <summary>What a device session may that did not sign in with the password: what a token was made for.</summary>
/// <param name="Rights">What it may do.</param>
/// <param name="Peers">The only people that it may send to and read of; empty for all.</param>
/// <param name="Expires">When it ends; null for when it is revoked.</param>
[GenerateSerializer, Immutable]
public sealed record DeviceGrant(TokenRights Rights, ImmutableArray<Uin> Peers, DateTimeOffset? Expires)
{
    /// <summary>How many people may be named.</summary>
    public const int MostPeers = 100;
}
