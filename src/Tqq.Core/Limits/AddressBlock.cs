using System.Net;
using System.Net.Sockets;

namespace Tqq.Core.Limits;

/// <summary>What counts as one address where logins and connections are counted.</summary>
public static class AddressBlock
{
    private const int SubnetBytes = 8;

    /// <summary>
    /// An IPv4 address itself, also where it is written as IPv6; of any other IPv6 address its /64, because whoever
    /// has one address of it has all 2^64.
    /// </summary>
    public static IPAddress Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(SubnetBytes).Clear();
        return new(bytes);
    }
}
