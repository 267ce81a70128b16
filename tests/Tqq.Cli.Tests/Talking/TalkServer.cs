using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tqq.Cli.Tests.Talking;
using Tqq.Core.Limits;
using Tqq.Core.Profiles;
using Tqq.Server.Hosting;
using Tqq.Server.Hosting.Settings;

[assembly: AssemblyFixture(typeof(TalkServer))]

namespace Tqq.Cli.Tests.Talking;

/// <summary>A server in this process for the client's commands: HTTP QQ in clear and over TLS, and the web port.</summary>
public sealed class TalkServer : IAsyncLifetime
{
    public const string Password = "apple";

    private static uint s_last = 20_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("tqq-").FullName;
    private TqqServer _server = null!;

    /// <summary>HTTP QQ in clear.</summary>
    public IPEndPoint Wire => _server.Wire[0].Address;

    /// <summary>HTTP QQ over TLS, with a certificate for 127.0.0.1 that nobody vouches for but itself.</summary>
    public IPEndPoint Secure => _server.Wire[1].Address;

    /// <summary>The web port.</summary>
    public IPEndPoint Web => _server.Web.Address;

    /// <summary>The certificate, a PEM file.</summary>
    public string Certificate => Path.Combine(_folder, "cert.pem");

    public async ValueTask InitializeAsync()
    {
        using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        {
            var request = new CertificateRequest("CN=Tqq Test", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            await File.WriteAllTextAsync(Certificate, certificate.ExportCertificatePem());
            await File.WriteAllTextAsync(Path.Combine(_folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        }

        var defaults = new TqqServerOptions();
        _server = await TqqServer.StartAsync(
            defaults with
            {
                Data = Path.Combine(_folder, "data"),
                Listen = [new(new(IPAddress.Loopback, 0), IsTls: false), new(new(IPAddress.Loopback, 0), IsTls: true)],
                Web = new(new(IPAddress.Loopback, 0), IsTls: false),
                TlsCertificate = Certificate,
                TlsKey = Path.Combine(_folder, "key.pem"),
                Rules = defaults.Rules with { Rates = defaults.Rules.Rates with { Sending = RateLimit.None } },
            },
            TimeProvider.System,
            _ => { },
            CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A new account.</summary>
    internal async Task<uint> AddAsync()
    {
        var uin = Interlocked.Increment(ref s_last);
        await _server.Accounts.CreateAsync(new(new(uin), Profile.Named("Anna"), AccountSettings.Default, true, DateTimeOffset.UnixEpoch),
            Password, TestContext.Current.CancellationToken);
        return uin;
    }
}

/// <summary>Somebody at a computer: runs of the program that share the profiles of one user.</summary>
internal sealed class TalkUser : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("tqq-home-").FullName;

    /// <summary>Where the profiles are.</summary>
    public string Folder => Path.Combine(_home, "tqq");

    public Dictionary<string, string> Environment => new() { ["LANG"] = "C", ["XDG_CONFIG_HOME"] = _home };

    public Task<ProgramResult> RunAsync(params string[] arguments) => TqqRun.RunAsync(arguments, Environment);

    /// <summary>Logs in where a server is.</summary>
    public Task<ProgramResult> LoginAsync(uint uin, params string[] arguments) =>
        TqqRun.RunAsync(["login", $"{uin}", "--password-stdin", .. arguments], Environment, TalkServer.Password + "\n");

    public void Dispose() => Directory.Delete(_home, recursive: true);
}
