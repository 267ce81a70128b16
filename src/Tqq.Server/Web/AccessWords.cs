using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Tqq.Core.Profiles;

namespace Tqq.Server.Web;

/// <summary>Reads where an account may be used from. What is wrong is a <see cref="BadInputException"/>.</summary>
public static class AccessWords
{
    /// <summary>What is wrong with the first that is; null where all are networks.</summary>
    /// <param name="texts">The networks, as they are written.</param>
    public static string? FaultOf(IReadOnlyList<string> texts)
    {
        try
        {
            ReadAddresses(texts);
            return null;
        }
        catch (BadInputException e)
        {
            return e.Message;
        }
    }

    internal static ImmutableArray<IPNetwork> ReadAddresses(IReadOnlyList<string> texts) => texts.Count <= WireAccess.MostAddresses
        ? [.. texts.Select((text, at) => ReadNetwork(text, at)).Distinct()]
        : throw new BadInputException(new("allowedAddresses", InputRule.Other),
            $"allowedAddresses may have {WireAccess.MostAddresses} networks, not {texts.Count}");

    private static IPNetwork ReadNetwork(string text, int at)
    {
        // IPAddress also takes 10.1 and 167772161 for addresses, which nobody means.
        var (address, length) = text.Split('/') switch
        {
            [var alone] => (alone, null),
            [var before, var behind] => (before, behind),
            _ => throw Illegal(text, at),
        };
        if (!IPAddress.TryParse(address, out var ip) || ip.ToString().Contains('%', StringComparison.Ordinal) || ip.IsIPv4MappedToIPv6
            || (ip.AddressFamily == AddressFamily.InterNetwork && ip.ToString() != address))
            throw Illegal(text, at);
        if (length is null)
            return new(ip, ip.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
        return IPNetwork.TryParse(text, out var network) && network.BaseAddress.Equals(ip) ? network : throw Illegal(text, at);
    }

    private static BadInputException Illegal(string text, int at) => new(
        new(string.Create(CultureInfo.InvariantCulture, $"allowedAddresses[{at}]"), InputRule.Network),
        $"allowedAddresses[{at}] is '{BadInputException.Shown(text)}', but must be an address or a network such as 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32; behind the prefix all bits are 0");
}
