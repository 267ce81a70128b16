using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>`tqq serve` with TLS on both ports.</summary>
public sealed partial class TlsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private string[] Flags =>
        ["--listen", "tls://127.0.0.1:0", "--tls-cert", _directory.At("cert.pem"), "--tls-key", _directory.At("key.pem")];

    private void WritePair(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(_directory.At("cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(_directory.At("key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    [GeneratedRegex(@"https://127\.0\.0\.1:(\d+)/")]
    private static partial Regex Address();

    // Who answers on a port, and what.
    private static async Task<(string Name, string Reply)> AskAsync(int port, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        var name = "";
        await using var tls = new SslStream(socket.GetStream());
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "qq.test", RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                (name = certificate!.Subject).Length > 0 }, TestContext.Current.CancellationToken);
        await tls.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(tls);
        return (name, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Both_ports_speak_it_the_banner_says_so_accounts_are_made_and_a_new_certificate_needs_no_restart()
    {
        WritePair("first");
        using var process = TqqProgram.Start(["serve", "--data", _directory.At("data"), "--web", "tls://127.0.0.1:0", .. Flags]);
        try
        {
            var banner = "";
            while (!banner.Contains("Ctrl-C", StringComparison.Ordinal))
            {
                banner += (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
                    ?? throw new InvalidOperationException("the server ended: "
                        + await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken))) + "\n";
            }

            var ports = Address().Matches(banner).Select(match =>
                int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).Distinct().ToArray();
            Assert.Equal(2, ports.Length);

            const string Logout = "VER=1.1&CMD=Logout&SEQ=7&UIN=10001";
            var request = $"POST HTTP/1.1\r\nContent-Length: {Logout.Length}\r\nConnection: close\r\n\r\n{Logout}";
            var (name, reply) = await AskAsync(ports[0], request);
            Assert.Equal("CN=first", name);
            Assert.EndsWith("RES=0", reply, StringComparison.Ordinal);
            Assert.Contains("\"ok\"", (await AskAsync(ports[1], "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")).Reply,
                StringComparison.Ordinal);
            Assert.Equal(0,
                (await TqqProgram.RunAsync(["account", "add", "10001", "--nick", "Anna", "--random-password", "--data",
                _directory.At("data")])).ExitCode);

            WritePair("second");
            // The files are looked at every 5 s, and a new pair twice.
            while (name != "CN=second")
                (name, _) = await AskAsync(ports[0], request).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
        finally
        {
            process.Kill();
        }
    }

    [Theory]
    [InlineData("none", "none", "needs --tls-cert")]
    [InlineData("missing.pem", "key.pem", "cannot be read")]
    [InlineData("cert.pem", "cert.pem", "holds no private key")]
    public async Task Without_a_pair_that_can_be_used_it_does_not_start(string certificate, string key, string words)
    {
        WritePair("first");
        string At(string name) => name == "none" ? name : _directory.At(name);
        var result = await TqqProgram.RunAsync(["serve", "--data", _directory.At("data"), "--listen", "tls://127.0.0.1:0", "--web",
            "127.0.0.1:0", "--tls-cert", At(certificate), "--tls-key", At(key)]);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(words, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_directory.At("data")));
    }

    [Fact]
    public async Task A_pair_that_nobody_would_see_is_a_mistake()
    {
        WritePair("first");
        var result = await TqqProgram.RunAsync(["serve", "--data", _directory.At("data"), "--web", "127.0.0.1:0", .. Flags[2..], "--listen",
            "127.0.0.1:0"]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("tls://", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }
}
