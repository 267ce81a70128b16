using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web;

/// <summary>A server whose web port speaks TLS, with a certificate that it has made itself.</summary>
internal static class TlsServer
{
    /// <summary>Starts it, with its data and its certificate in a directory.</summary>
    public static async Task<LocalServer> StartAsync(TemporaryDirectory directory)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(directory.At("cert.pem"), certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(directory.At("key.pem"), key.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
        return await LocalServer.StartAsync(directory.At("data"), "--web", "tls://127.0.0.1:0",
            "--tls-cert", directory.At("cert.pem"), "--tls-key", directory.At("key.pem"));
    }
}
