using System.Globalization;

namespace Tqq.Cli.Addresses;

/// <summary>Where a server is.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">Its port.</param>
internal sealed record ServerAddress(string Host, int Port)
{
    /// <summary>The port of HTTP QQ (protocol.md §1).</summary>
    public const int DefaultPort = 8000;

    /// <summary>Reads `HOST:PORT` or `HOST`; an IPv6 address stands in brackets.</summary>
    public static bool TryParse(string text, out ServerAddress address)
    {
        var colon = text.EndsWith(']') ? -1 : text.LastIndexOf(':');
        var (host, port) = colon < 0 ? (text, (ushort)DefaultPort) : (text[..colon], ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (ushort)0);
        var isBracketed = host is ['[', .., ']'];
        address = new(host.Trim('[', ']'), port);
        return port > 0 && Uri.CheckHostName(address.Host) is var type && type != UriHostNameType.Unknown && (type == UriHostNameType.IPv6) == isBracketed;
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
