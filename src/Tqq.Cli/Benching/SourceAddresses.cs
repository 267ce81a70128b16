using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Tqq.Cli.Benching;

/// <summary>Reads `--from`: addresses with commas between them, of IPv4 also ranges such as `127.0.0.2-127.0.0.9`.</summary>
internal static class SourceAddresses
{
    /// <summary>The most that are taken.</summary>
    public const int Max = 1024;

    /// <summary>Reads them; false where one is no address, a range runs backwards, or they are too many.</summary>
    public static bool TryParse(string text, out IReadOnlyList<IPAddress> addresses)
    {
        var all = new List<IPAddress>();
        addresses = all;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length > 2 || !IPAddress.TryParse(ends[0], out var first) || !IPAddress.TryParse(ends[^1], out var last))
                return false;
            if (ends.Length == 1)
                all.Add(first);
            else if (first.AddressFamily != AddressFamily.InterNetwork || last.AddressFamily != AddressFamily.InterNetwork || NumberOf(last) < NumberOf(first) || NumberOf(last) - NumberOf(first) >= Max)
                return false;
            else
                for (var number = (long)NumberOf(first); number <= NumberOf(last); number++)
                    all.Add(AddressOf((uint)number));
        }

        return all.Count <= Max;
    }

    private static uint NumberOf(IPAddress address) => BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());

    private static IPAddress AddressOf(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return new(bytes);
    }
}
