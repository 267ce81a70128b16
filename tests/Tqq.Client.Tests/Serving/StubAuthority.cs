using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tqq.Client.Tests.Serving;

/// <summary>Issues certificates that nobody else knows.</summary>
internal sealed class StubAuthority : IDisposable
{
    private static readonly DateTimeOffset s_begin = DateTimeOffset.UtcNow.AddYears(-3);
    private static readonly DateTimeOffset s_end = DateTimeOffset.UtcNow.AddYears(3);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _root;

    public StubAuthority()
    {
        var request = new CertificateRequest("CN=Stub Authority", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _root = request.CreateSelfSigned(s_begin, s_end);
    }

    /// <summary>What a client trusts that knows this authority.</summary>
    public X509Certificate2Collection Roots => [_root];

    /// <summary>A certificate for a name, or for 127.0.0.1 where none is given.</summary>
    public X509Certificate2 Issue(string? name = null, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=stub", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (name is null)
            names.AddIpAddress(IPAddress.Loopback);
        else
            names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var bare = request.Create(_root, s_begin.AddDays(1), until ?? s_end.AddDays(-1), RandomNumberGenerator.GetBytes(8));
        using var whole = bare.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    public void Dispose()
    {
        _root.Dispose();
        _key.Dispose();
    }
}
