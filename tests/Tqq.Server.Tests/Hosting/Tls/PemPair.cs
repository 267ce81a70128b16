using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tqq.Server.Tests.Hosting.Tls;

/// <summary>A certificate of its own making, as PEM.</summary>
internal sealed record PemPair(string Certificate, string Key)
{
    public static PemPair Create(string name = "qq.test", DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(from ?? new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), to ?? new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return new(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
