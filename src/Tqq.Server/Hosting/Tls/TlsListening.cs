using System.Net.Security;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Tqq.Server.Hosting.Tls;

/// <summary>TLS on a listener.</summary>
internal static class TlsListening
{
    /// <summary>Each connection begins with TLS and the certificate of its moment.</summary>
    public static void UseTls(this ListenOptions listen, TlsCertificate certificate) => listen.UseHttps(new TlsHandshakeCallbackOptions
    {
        OnConnection = _ => new(new SslServerAuthenticationOptions { ServerCertificateContext = certificate.Current }),
    });
}
