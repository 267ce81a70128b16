using System.Net;
using System.Net.Sockets;

namespace Tqq.Server.Wire.Places;

/// <summary>What counts as one address where places are limited: an IPv4 address, or the 64 bits of IPv6 that a single customer is given to choose addresses from.</summary>
internal static class AddressGroup
{
    public static IPAddress Of(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new(bytes);
    }
}
