using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.Faults.Delivery;

/// <summary>The real program in the server's namespace, with and without TLS, on both links.</summary>
internal sealed class ServerInNetwork : IAsyncDisposable
{
    public const int Port = 8000;
    public const int TlsPort = 8001;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);
    private static int s_lastUin = 20_000;

    private readonly Process _process;
    private readonly HttpClient _admin;
    private readonly ConcurrentQueue<string> _errors = new();

    private ServerInNetwork(Process process, HttpClient admin) => (_process, _admin) = (process, admin);

    /// <param name="network">Where.</param>
    /// <param name="directory">A directory of this run: for the data, and for the certificate.</param>
    /// <param name="flags">More flags of `tqq serve`.</param>
    public static async Task<ServerInNetwork> StartAsync(Network network, TemporaryDirectory directory, params string[] flags)
    {
        var (certificate, key) = (directory.At("cert.pem"), directory.At("key.pem"));
        if (!File.Exists(key))
            await WriteCertificateAsync(certificate, key);
        var process = network.AtServer(() => TqqProgram.Start(
        [
            "serve", "--data", directory.At("data"), "--listen", $"*:{Port},tls://*:{TlsPort}", "--web", "127.0.0.1:8080", "--tls-cert",
                certificate, "--tls-key", key,
            "--penalty", "0", "--rate-message", "off", "--rate-other", "off", .. flags,
        ]));
        // The admin API is on the loopback of the server's namespace.
        var admin = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = network.AtServer(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
                await socket.ConnectAsync(IPAddress.Loopback, 8080, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        var server = new ServerInNetwork(process, admin);
        await server.ReachAsync(directory.At("data/admin.json"));
        return server;
    }

    /// <summary>Makes an account.</summary>
    /// <returns>Its number, and the MD5 of its password.</returns>
    public async Task<(uint Uin, string PasswordMd5)> AddAccountAsync()
    {
        var (uin, password) = ((uint)Interlocked.Increment(ref s_lastUin), "secret " + Guid.NewGuid());
        using var answer = await _admin.PostAsJsonAsync("accounts", new { uin, nick = "Hackfan", password, whoMayAdd = "verify" });
        answer.EnsureSuccessStatusCode();
        return (uin, Person.Md5(password));
    }

    /// <summary>As if the power of this process alone were cut.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
        _admin.Dispose();
        foreach (var line in _errors.Where(line => line.Length > 0 && !line.StartsWith("tqq: warning", StringComparison.Ordinal)).Take(5))
            Section.Progress($"server: {line}");
    }

    private static async Task WriteCertificateAsync(string certificate, string key)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signed = new CertificateRequest("CN=qq.test", pair, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        await File.WriteAllTextAsync(certificate, signed.ExportCertificatePem());
        await File.WriteAllTextAsync(key, pair.ExportPkcs8PrivateKeyPem());
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private async Task ReachAsync(string access)
    {
        using var patience = new CancellationTokenSource(s_patience);
        string? line;
        do
            line = await _process.StandardOutput.ReadLineAsync(patience.Token);
        while (line is not null && !line.Contains("Ctrl-C", StringComparison.Ordinal));
        if (line is null)
            throw new InvalidOperationException("the server ended: " + await _process.StandardError.ReadToEndAsync(patience.Token));
        // What it logs must not fill the pipe and stop it.
        _process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? "");
        _process.BeginErrorReadLine();
        _admin.BaseAddress = new("http://127.0.0.1:8080/admin/api/v1/");
        using var token = JsonDocument.Parse(await File.ReadAllBytesAsync(access, patience.Token));
        _admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer",
            token.RootElement.GetProperty("token").GetString());
    }
}
