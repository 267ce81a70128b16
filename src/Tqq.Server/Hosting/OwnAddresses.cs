using System.Collections.Immutable;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Tqq.Server.Hosting;

/// <summary>The addresses by which other machines reach this one, for people to open.</summary>
public static class OwnAddresses
{
    /// <summary>The addresses as they are now; none where the system does not say.</summary>
    public static ImmutableArray<IPAddress> List()
    {
        try
        {
            return Choose(NetworkInterface.GetAllNetworkInterfaces()
                .Where(one => one.OperationalStatus == OperationalStatus.Up && one.NetworkInterfaceType != NetworkInterfaceType.Loopback)
                .Select(one => one.GetIPProperties())
                .SelectMany(of => of.UnicastAddresses.Select(one => (one.Address, of.GatewayAddresses.Count > 0))));
        }
        catch (Exception e) when (e is NetworkInformationException or PlatformNotSupportedException)
        {
            return [];
        }
    }

    /// <summary>
    /// Those worth showing: of interfaces with a gateway, where there are such, because the others are mostly bridges of virtual machines;
    /// those of IPv4, where there are such, because they are short.
    /// </summary>
    /// <param name="found">Addresses, and whether their interface has a gateway.</param>
    internal static ImmutableArray<IPAddress> Choose(IEnumerable<(IPAddress Address, bool HasGateway)> found)
    {
        var usable = found.Where(one => !IPAddress.IsLoopback(one.Address) && !IsOfLinkAlone(one.Address)).ToList();
        if (usable.Exists(one => one.HasGateway))
            usable.RemoveAll(one => !one.HasGateway);
        if (usable.Exists(IsShort))
            usable.RemoveAll(one => !IsShort(one));
        return [.. usable.Select(one => one.Address).Distinct()];
    }

    private static bool IsShort((IPAddress Address, bool) one) => one.Address.AddressFamily == AddressFamily.InterNetwork;

    // They need the name of an interface of whoever uses them, or are there because no other was given out.
    private static bool IsOfLinkAlone(IPAddress address) =>
        address.IsIPv6LinkLocal || (address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes() is [169, 254, ..]);
}
