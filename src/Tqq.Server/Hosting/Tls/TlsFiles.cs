using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tqq.Server.Storage;

namespace Tqq.Server.Hosting.Tls;

/// <summary>A certificate and its key, as two PEM files have them.</summary>
/// <param name="CertificatePath">The file of the certificate, with those of its issuers behind it.</param>
/// <param name="KeyPath">The file of the key, unencrypted.</param>
internal sealed record TlsFiles(string CertificatePath, string KeyPath)
{
    /// <summary>Whether every user of the machine may read the key. A group may: some systems have one for this.</summary>
    public bool IsKeyOpen => !OperatingSystem.IsWindows() && File.GetUnixFileMode(KeyPath).HasFlag(UnixFileMode.OtherRead);

    /// <summary>What the files hold now.</summary>
    /// <exception cref="InvalidDataException">One of them cannot be read; the text is one line.</exception>
    public TlsTexts Read() => new(Read("--tls-cert", CertificatePath), Read("--tls-key", KeyPath));

    /// <summary>Makes what TLS needs of what the files held.</summary>
    /// <exception cref="InvalidDataException">It cannot be used; the text is one line.</exception>
    public SslStreamCertificateContext Load(TlsTexts texts, DateTimeOffset now)
    {
        if (!texts.Certificate.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal))
            throw new InvalidDataException($"{CertificatePath} holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)");
        if (texts.Key.Contains("ENCRYPTED", StringComparison.Ordinal))
            throw new InvalidDataException($"the key in {KeyPath} is encrypted: it has to be there without a password");
        if (!texts.Key.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            throw new InvalidDataException($"{KeyPath} holds no private key in PEM form (-----BEGIN PRIVATE KEY-----)");
        try
        {
            var certificate = X509Certificate2.CreateFromPem(texts.Certificate, texts.Key);
            if (now > certificate.NotAfter)
                throw new InvalidDataException(
                    $"the certificate in {CertificatePath} ran out at {certificate.NotAfter.ToUniversalTime():u}");
            if (now < certificate.NotBefore)
                throw new InvalidDataException(
                    $"the certificate in {CertificatePath} begins to be valid only at {certificate.NotBefore.ToUniversalTime():u}");
            var all = new X509Certificate2Collection();
            all.ImportFromPem(texts.Certificate);
            all.RemoveAt(0);
            return SslStreamCertificateContext.Create(certificate, all, offline: true);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new InvalidDataException(
                $"the key in {KeyPath} and the certificate in {CertificatePath} do not belong together, or one of them is damaged", e);
        }
    }

    private static string Read(string setting, string path)
    {
        try
        {
            return SmallFile.ReadText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var why = FileFaults.Why(e, Path.GetFullPath(path), FileUse.Read);
            throw new InvalidDataException($"{setting} {path} cannot be read: {why}", e);
        }
    }
}

/// <summary>
/// What the two files held when they were read. They are compared by what is in them: whoever replaces a link
/// to them changes no time of theirs.
/// </summary>
/// <param name="Certificate">The certificate's.</param>
/// <param name="Key">The key's.</param>
internal sealed record TlsTexts(string Certificate, string Key)
{
    /// <summary>Without the key.</summary>
    public override string ToString() => nameof(TlsTexts);
}
