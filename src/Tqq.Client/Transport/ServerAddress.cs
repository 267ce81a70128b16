using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Tqq.Client;

/// <summary>
/// Where a server is. It is written in one of four forms: `http://host:port`, `https://host:port`, `host:port` or `host`; an IPv6 address
/// stands in brackets. The default port is 8000 (protocol.md §1), with https 8443. Ports 80 and 443 have to be named.
/// </summary>
public sealed record ServerAddress
{
    /// <summary>The port of HTTP QQ (protocol.md §1).</summary>
    public const int DefaultPort = 8000;

    /// <summary>The port of HTTP QQ over TLS; 8000 with TLS in front.</summary>
    public const int DefaultTlsPort = 8443;

    private const string Plain = "http://";
    private const string Secure = "https://";

    /// <summary>Reads an address.</summary>
    /// <param name="text">In one of the four forms.</param>
    /// <exception cref="FormatException">It has none of them.</exception>
    public ServerAddress(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!TryRead(text, out var parts))
            throw new FormatException(
                $"'{text}' is no address of a server: it must be http://host:port, https://host:port, host:port or host.");
        (UsesTls, Host, Port) = parts;
    }

    private ServerAddress((bool UsesTls, string Host, int Port) parts) => (UsesTls, Host, Port) = parts;

    /// <summary>Whether the server is spoken to over TLS.</summary>
    public bool UsesTls { get; }

    /// <summary>Its name or IP address, in lower case; an IPv6 address without brackets.</summary>
    public string Host { get; }

    /// <summary>Its TCP port, 1 to 65535.</summary>
    public int Port { get; }

    /// <summary>Host and port, as the `Host` header has them.</summary>
    public string Authority =>
        string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");

    /// <summary>Whether it is this machine, so that nobody is on the way.</summary>
    public bool IsLoopback => Host == "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>An address from a URL, as it was written.</summary>
    /// <param name="url">`http://host:port/` or `https://host:port/`.</param>
    /// <exception cref="FormatException">It is another kind of URL.</exception>
    public static implicit operator ServerAddress(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return new(url.OriginalString);
    }

    /// <summary>Reads an address.</summary>
    /// <param name="text">In one of the four forms.</param>
    /// <param name="address">The address, where it has one of them.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ServerAddress? address)
    {
        address = text is not null && TryRead(text, out var parts) ? new(parts) : null;
        return address is not null;
    }

    /// <summary>As a URL: `http://host:port/` or `https://host:port/`.</summary>
    public override string ToString() => $"{(UsesTls ? Secure : Plain)}{Authority}/";

    private static bool TryRead(string text, out (bool UsesTls, string Host, int Port) parts)
    {
        var usesTls = text.StartsWith(Secure, StringComparison.OrdinalIgnoreCase);
        var isUrl = usesTls || text.StartsWith(Plain, StringComparison.OrdinalIgnoreCase);
        var rest = isUrl ? text[(usesTls ? Secure : Plain).Length..] : text;
        // A path would mean nothing to the server (protocol.md §1.1), so none is taken, but for the slash that ends a URL.
        rest = isUrl && rest.EndsWith('/') ? rest[..^1] : rest;
        var colon = rest.EndsWith(']') ? -1 : rest.LastIndexOf(':');
        var (host, port) = colon < 0 ? (rest, usesTls ? DefaultTlsPort : DefaultPort) : (rest[..colon], PortOf(rest[(colon + 1)..]));
        var isBracketed = host is ['[', _, .., ']'];
        var bare = isBracketed ? host[1..^1] : host;
        parts = (usesTls, bare.ToLowerInvariant(), port);
        return port > 0 && Uri.CheckHostName(bare) is var type && type != UriHostNameType.Unknown
            && (type == UriHostNameType.IPv6) == isBracketed;
    }

    private static int PortOf(string digits) =>
        ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0;
}
