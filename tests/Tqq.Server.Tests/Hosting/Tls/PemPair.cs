using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tqq.Server.Hosting.Tls;

namespace Tqq.Server.Tests.Hosting.Tls;

/// <summary>A certificate of its own making, as PEM.</summary>
internal sealed record PemPair(string Certificate, string Key)
{
    public static PemPair Create(string name = "qq.test", DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(from ?? new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), to
            ?? new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return new(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>As the server has it. Its files are gone at once.</summary>
    public TlsCertificate AsCertificate()
    {
        var directory = Directory.CreateTempSubdirectory("tqq-").FullName;
        try
        {
            var files = new TlsFiles(Path.Combine(directory, "cert.pem"), Path.Combine(directory, "key.pem"));
            File.WriteAllText(files.CertificatePath, Certificate);
            File.WriteAllText(files.KeyPath, Key);
            return new(files, new FakeTimeProvider(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)), NullLogger<TlsCertificate>.Instance);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
