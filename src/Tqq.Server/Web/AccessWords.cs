using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Tqq.Core.Profiles;

namespace Tqq.Server.Web;

/// <summary>Reads where an account may be used from. Whatever is wrong is an <see cref="ArgumentException"/> that says what is allowed.</summary>
internal static class AccessWords
{
    public static ImmutableArray<IPNetwork> ReadAddresses(IReadOnlyList<string> texts) => texts.Count <= WireAccess.MostAddresses
        ? [.. texts.Select(ReadNetwork).Distinct()]
        : throw new ArgumentException($"allowedAddresses may have {WireAccess.MostAddresses} networks, not {texts.Count}");

    private static IPNetwork ReadNetwork(string text)
    {
        // IPAddress also takes 10.1 and 167772161 for addresses, which nobody means.
        var (address, length) = text.Split('/') switch
        {
            [var alone] => (alone, null),
            [var before, var behind] => (before, behind),
            _ => throw Illegal(text),
        };
        if (!IPAddress.TryParse(address, out var ip) || ip.ToString().Contains('%', StringComparison.Ordinal) || ip.IsIPv4MappedToIPv6
            || (ip.AddressFamily == AddressFamily.InterNetwork && ip.ToString() != address))
            throw Illegal(text);
        if (length is null)
            return new(ip, ip.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
        return IPNetwork.TryParse(text, out var network) && network.BaseAddress.Equals(ip) ? network : throw Illegal(text);
    }

    private static ArgumentException Illegal(string text) => new(
        $"allowedAddresses holds '{new string([.. text.Take(80).Select(c => char.IsControl(c) ? '?' : c)])}', but may hold addresses and networks such as 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32; behind the prefix all bits are 0");
}
