using System.Net;

namespace Tqq.Server.Hosting.Settings;

/// <summary>Where a port is, and whether TLS is spoken there.</summary>
/// <param name="Address">
/// Address and port; port 0 picks a free one. The address that is none of IPv6 stands for all of this machine, those of IPv4 included.
/// </param>
/// <param name="IsTls">Whether TLS is spoken.</param>
public sealed record ListenEndpoint(IPEndPoint Address, bool IsTls)
{
    /// <summary>What a setting begins with where TLS is wanted.</summary>
    public const string TlsScheme = "tls://";

    /// <summary>Whether it listens at all addresses of this machine.</summary>
    public bool IsEverywhere => Address.Address.Equals(IPAddress.Any) || Address.Address.Equals(IPAddress.IPv6Any);

    /// <summary>As a URL that opens on this machine.</summary>
    public string Url => IsEverywhere ? At($"localhost:{Address.Port}") : At(Address.ToString());

    /// <summary>As it is written in a setting.</summary>
    public override string ToString() => (IsTls ? TlsScheme : "") + Written(Address);

    /// <summary>An address as it is written in a setting.</summary>
    public static string Written(IPEndPoint address) =>
        address.Address.Equals(IPAddress.IPv6Any) ? $"*:{address.Port}" : address.ToString();

    /// <summary>The URLs that open on other machines, where it listens at all addresses.</summary>
    /// <param name="own">The addresses of this machine (<see cref="OwnAddresses"/>).</param>
    public IEnumerable<string> UrlsElsewhere(IEnumerable<IPAddress> own) =>
        IsEverywhere ? own.Select(address => At(new IPEndPoint(address, Address.Port).ToString())) : [];

    private string At(string host) => $"{(IsTls ? "https" : "http")}://{host}/";
}
