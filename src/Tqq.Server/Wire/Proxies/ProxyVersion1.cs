using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tqq.Server.Wire.Proxies;

/// <summary>Version 1, one line of text: `PROXY TCP4 source destination port port`, or `PROXY UNKNOWN` and whatever.</summary>
internal static class ProxyVersion1
{
    /// <summary>The longest line, with its CR LF.</summary>
    public const int LongestLine = 107;

    private static ReadOnlySpan<byte> Beginning => "PROXY "u8;

    /// <summary>Whether these bytes can only be of version 1. None at all may be of either, which makes no difference.</summary>
    public static bool Claims(ReadOnlySpan<byte> bytes) => !bytes.IsEmpty && bytes[0] == Beginning[0];

    public static ProxyResult Read(ReadOnlySpan<byte> bytes, out ProxyHeader header, out int consumed)
    {
        (header, consumed) = (default, 0);
        var known = Math.Min(bytes.Length, Beginning.Length);
        if (!bytes[..known].SequenceEqual(Beginning[..known]))
            return ProxyResult.Bad;
        var end = bytes[..Math.Min(bytes.Length, LongestLine)].IndexOf((byte)'\n');
        if (end < 0)
            return bytes.Length < LongestLine ? ProxyResult.NeedMore : ProxyResult.Bad;
        if (bytes[end - 1] != '\r' || !Ascii.IsValid(bytes[..end]))
            return ProxyResult.Bad;

        consumed = end + 1;
        switch (Encoding.ASCII.GetString(bytes[Beginning.Length..(end - 1)]).Split(' '))
        {
            case ["UNKNOWN", ..]:
                return ProxyResult.Complete;
            case [("TCP4" or "TCP6") and var family, var source, var destination, var sourcePort, var destinationPort]
                when Address(source, family) is { } address && Address(destination, family) is not null && Port(sourcePort) is { } port
                    && Port(destinationPort) is not null:
                header = new(new(address, port));
                return ProxyResult.Complete;
            default:
                return ProxyResult.Bad;
        }
    }

    // IPAddress also reads 1, 0x7f.1, 010.0.0.1 and addresses with a scope: none of those is what the protocol means.
    private static IPAddress? Address(string text, string family)
    {
        if (!IPAddress.TryParse(text, out var address))
            return null;
        return family == "TCP4"
            ? address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == text ? address : null
            : address.AddressFamily == AddressFamily.InterNetworkV6 && text.All(c => char.IsAsciiHexDigit(c) || c is ':' or '.') ? address
                : null;
    }

    private static int? Port(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && (text.Length == 1 || text[0] != '0') ? port
            : null;
}
