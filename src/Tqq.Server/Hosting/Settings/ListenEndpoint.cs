using System.Net;

namespace Tqq.Server.Hosting.Settings;

/// <summary>Where a port is, and whether TLS is spoken there.</summary>
/// <param name="Address">Address and port; port 0 picks a free one.</param>
/// <param name="IsTls">Whether TLS is spoken.</param>
public sealed record ListenEndpoint(IPEndPoint Address, bool IsTls)
{
    /// <summary>What a setting begins with where TLS is wanted.</summary>
    public const string TlsScheme = "tls://";

    /// <summary>As a URL.</summary>
    public string Url => $"{(IsTls ? "https" : "http")}://{Address}/";

    /// <summary>As it is written in a setting.</summary>
    public override string ToString() => (IsTls ? TlsScheme : "") + Address;
}
