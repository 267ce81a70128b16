using System.Net.Security;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Tqq.Server.Hosting.Tls;

/// <summary>TLS on a listener.</summary>
internal static class TlsListening
{
    /// <summary>
    /// Each connection begins with TLS and the certificate of its moment. Both ports speak HTTP/1 only, so that is what ALPN offers.
    /// </summary>
    public static void UseTls(this ListenOptions listen, TlsCertificate certificate, HandshakeThreads threads)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(next => connection => threads.EnterAsync(connection, next));
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            OnConnection = _ => new(new SslServerAuthenticationOptions { ServerCertificateContext = certificate.Current }),
        });
        listen.Use(next => connection => HandshakeThreads.LeaveAsync(connection, next));
    }
}
