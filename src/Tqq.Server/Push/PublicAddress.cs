using System.Net;
using System.Net.Sockets;

namespace Tqq.Server.Push;

/// <summary>
/// Which addresses are those of the public internet, by the registries of special-purpose addresses (RFC 6890 and what followed).
/// Everything else may be this machine, its network, or a way to there.
/// </summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] s_notPublic4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    // Of IPv6 only this much is given out. What is outside of it has IPv4 inside it, as 64:ff9b::/96 has, or is local.
    private static readonly IPNetwork s_global6 = IPNetwork.Parse("2000::/3");

    // Teredo and what else is for protocols, documentation, 6to4.
    private static readonly IPNetwork[] s_notPublic6 =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    /// <summary>Whether it is one.</summary>
    public static bool Is(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !Array.Exists(s_notPublic4, network => network.Contains(address)),
        AddressFamily.InterNetworkV6 =>
            // IPNetwork looks at the IPv4 inside of ::ffff:0:0/96, whichever the network is.
            !address.IsIPv4MappedToIPv6 && s_global6.Contains(address) && !Array.Exists(s_notPublic6, network => network.Contains(address)),
        _ => false,
    };
}
