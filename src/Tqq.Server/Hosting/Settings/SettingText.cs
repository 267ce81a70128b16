using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Tqq.Core.Limits;

namespace Tqq.Server.Hosting.Settings;

/// <summary>
/// How values of settings are written. Whatever is not allowed is a <see cref="FormatException"/>; the caller says what is.
/// </summary>
internal static class SettingText
{
    public const string DurationAllowed = "0, or a number with ms, s, m, h or d behind it, such as 20s";
    public const string HistoryAllowed = "forever, 0 for not at all, or a number with ms, s, m, h or d behind it, such as 365d";
    public const string SizeAllowed = "a number above 0 with KiB, MiB or GiB behind it, such as 64MiB";
    public const string PositiveAllowed = "a number above 0 with ms, s, m, h or d behind it, such as 60s";
    public const string EndpointAllowed =
        "ADDRESS:PORT, such as 127.0.0.1:8080, [::1]:8080 or *:8080, with tls:// before it for TLS; port 0 picks a free one";
    public const string EndpointsAllowed =
        "ADDRESS:PORT, such as 127.0.0.1:8000, [::1]:8000 or *:8000, with tls:// before it for TLS, or several with commas between them; port 0 picks a free one";
    public const string NetworksAllowed = "none, or networks such as 10.0.0.0/8 or fd00::/8 with commas between them";
    public const string OriginsAllowed = "none, or origins such as https://chat.example.org with commas between them";
    public const string UrlAllowed = "none or an address such as https://chat.example.org";
    public const string RateOfBytesAllowed = "a whole number, or 0 for any rate";
    public const string CountAllowed = "a whole number from 1 to 1000000";
    public const string FileAllowed = "none or a PEM file";
    public const string TokenFileAllowed = "none or a file";
    public const string MetricsAllowed = "none, a port such as 9464 on 127.0.0.1, or ADDRESS:PORT; port 0 picks a free one";
    public const string BooleanAllowed = "true or false";
    public const string RateAllowed = "COUNT/DURATION burst COUNT, such as 2/1s burst 20, or off";

    public static string NotEmpty(string value) => value.Trim().Length > 0 ? value.Trim() : throw new FormatException();

    public static string PrintableAscii(string value) =>
        value.Length > 0 && value.All(c => c is >= ' ' and <= '~') ? value : throw new FormatException();

    public static int Whole(string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
            : throw new FormatException();

    public static bool Boolean(string value) => value switch
    {
        "true" => true,
        "false" => false,
        _ => throw new FormatException(),
    };

    public static IReadOnlyList<string> List(string value) =>
        [.. value.Split(',', StringSplitOptions.TrimEntries).Select(item => item.Length > 0 ? item : throw new FormatException())];

    public static TimeSpan Duration(string value)
    {
        if (value == "0")
            return TimeSpan.Zero;
        var digits = value.TakeWhile(char.IsAsciiDigit).Count();
        var unit = value[digits..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "s" => TimeSpan.FromSeconds(1),
            "m" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            "d" => TimeSpan.FromDays(1),
            _ => throw new FormatException(),
        };
        return unit * Whole(value[..digits], 0, 1_000_000);
    }

    public static TimeSpan? History(string value) => value == "forever" ? null : Duration(value);

    public static long Size(string value)
    {
        var digits = value.TakeWhile(char.IsAsciiDigit).Count();
        var unit = value[digits..] switch
        {
            "KiB" => 1L << 10,
            "MiB" => 1L << 20,
            "GiB" => 1L << 30,
            _ => throw new FormatException(),
        };
        return unit * Whole(value[..digits], 1, 1_000_000);
    }

    public static TimeSpan Positive(string value) =>
        Duration(value) is var duration && duration > TimeSpan.Zero ? duration : throw new FormatException();

    public static RateLimit Rate(string value)
    {
        if (value == "off")
            return RateLimit.None;
        if (value.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var rate, "burst", var burst]
            || rate.Split('/') is not [var count, var duration])
            throw new FormatException();
        return new(Positive(duration) / Whole(count, 1, 1_000_000), Whole(burst, 1, 1_000_000));
    }

    public static ImmutableArray<ListenEndpoint> Endpoints(string value) => [.. List(value).Select(Endpoint)];

    public static ListenEndpoint Endpoint(string value) => value.StartsWith(ListenEndpoint.TlsScheme, StringComparison.Ordinal)
        ? new(AddressAndPort(value[ListenEndpoint.TlsScheme.Length..]), IsTls: true)
        : new(AddressAndPort(value), IsTls: false);

    /// <summary>As <see cref="Endpoint"/>, on loopback where only a port is named.</summary>
    public static ListenEndpoint LocalEndpoint(string value) =>
        Endpoint(value.All(char.IsAsciiDigit) ? $"{IPAddress.Loopback}:{value}" : value) is { IsTls: false } endpoint ? endpoint
            : throw new FormatException();

    public static string? File(string value) => value == "none" ? null : NotEmpty(value);

    public static ImmutableArray<IPNetwork> Networks(string value) => value == "none" ? [] : [.. List(value).Select(Network)];

    public static ImmutableArray<string> Origins(string value) => value == "none" ? [] : [.. List(value).Select(Origin)];

    public static string? Url(string value) => value == "none" ? null : Origin(value);

    // As a browser writes it: scheme and host in lower case, the port only where it is not the scheme's own.
    private static string Origin(string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            || uri is not { PathAndQuery: "/", Fragment: "", UserInfo: "" })
            throw new FormatException();
        var host = uri.HostNameType == UriHostNameType.Dns ? uri.IdnHost : uri.Host;
        return $"{uri.Scheme}://{host}{(uri.IsDefaultPort ? "" : $":{uri.Port.ToString(CultureInfo.InvariantCulture)}")}";
    }

    private static IPNetwork Network(string value) => IPAddress.TryParse(value, out var address)
        ? new(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)
        : IPNetwork.Parse(value);

    private static IPEndPoint AddressAndPort(string value)
    {
        var colon = value.LastIndexOf(':');
        if (colon <= 0)
            throw new FormatException();
        var port = Whole(value[(colon + 1)..], 0, 65_535);
        var address = value[..colon] switch
        {
            "localhost" => IPAddress.Loopback,
            "*" => Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any,
            ['[', .. var inner, ']'] when IPAddress.TryParse(inner, out var ip) => ip,
            var text when !text.Contains(':', StringComparison.Ordinal) && text.Count(c => c == '.') == 3
                && IPAddress.TryParse(text, out var ip) => ip,
            _ => throw new FormatException(),
        };
        return new(address, port);
    }
}
