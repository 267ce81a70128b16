using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Tqq.Cli.Serving;
using Tqq.Cli.Terminal;
using Tqq.Client;
using Tqq.Core.Profiles;
using Tqq.Server.Hosting;
using Tqq.Server.Hosting.Settings;

namespace Tqq.Cli.Tests.Serving;

/// <summary>SIGHUP, on a server in this process: what a signal does is called.</summary>
public sealed class HangUpTests : IDisposable
{
    private const string Login = "CMD=Login&UIN=10001&M5=1&LC=9326B87B234E7235&PS=";

    private readonly string _directory = Directory.CreateTempSubdirectory("tqq-").FullName;
    private readonly StringWriter _said = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private string At(string name) => Path.Combine(_directory, name);

    [Fact]
    public async Task Settings_take_effect_at_once_for_accounts_connections_and_the_certificate_and_mistakes_change_nothing()
    {
        WritePair("first");
        Configure(new() { ["require-key"] = "false", ["client-codes"] = "OTHER" });
        var hangUp = new HangUp(Read(), Read, new TerminalOutput(TextWriter.Null, _said, TextReader.Null));
        await using var server = await TqqServer.StartAsync(Read().Options, TimeProvider.System, _ => { }, Cancel);
        hangUp.Begin(server);
        await server.Accounts.CreateAsync(
            new(new(10001), Profile.Named("Anna"), AccountSettings.Default, true, DateTimeOffset.UnixEpoch), "apple", Cancel);
        var login = Login + TqqClientOptions.Md5Of("apple");
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Wire[0].Address, Cancel);
        Assert.Equal("20", await AskAsync(socket, "CMD=List&UIN=10001"));

        // The code of this client is none of the codes yet. A wrong file does not make it one.
        File.WriteAllText(At("tqq.json"), """{ "client-codes": "9326B87B234E7235", "penalty": "soon" }""");
        hangUp.Reload();
        Assert.Contains("nothing was changed: \"penalty\"", TakeSaid(), StringComparison.Ordinal);

        Configure(new() { ["require-key"] = "false", ["client-codes"] = "9326B87B234E7235", ["listen"] = "127.0.0.1:1" });
        hangUp.Reload();
        var said = TakeSaid();
        Assert.Contains("changed: client-codes OTHER -> 9326B87B234E7235", said, StringComparison.Ordinal);
        Assert.Contains("only with a restart and stay as they are: listen", said, StringComparison.Ordinal);
        Assert.StartsWith("0&RS=0", await AskAsync(socket, login), StringComparison.Ordinal);
        Assert.StartsWith("0", await AskAsync(socket, "CMD=List&UIN=10001"), StringComparison.Ordinal);

        // A rule: the account is in memory, and its session has no key.
        Assert.Equal("CN=first", await NameAsync(server));
        WritePair("second");
        Configure(new() { ["require-key"] = "true", ["client-codes"] = "9326B87B234E7235" });
        hangUp.Reload();
        Assert.Contains("require-key false -> true", TakeSaid(), StringComparison.Ordinal);
        Assert.Equal("20", await AskAsync(socket, "CMD=List&UIN=10001"));
        Assert.Equal("CN=second", await NameAsync(server));

        File.WriteAllText(At("key.pem"), "letter");
        hangUp.Reload();
        Assert.Contains("nothing was changed: " + At("key.pem"), TakeSaid(), StringComparison.Ordinal);
        Assert.Equal("CN=second", await NameAsync(server));
    }

    [Fact]
    public async Task A_signal_that_comes_while_the_server_starts_counts_when_it_runs()
    {
        WritePair("first");
        Configure([]);
        var hangUp = new HangUp(Read(), Read, new TerminalOutput(TextWriter.Null, _said, TextReader.Null));
        hangUp.Reload();
        Assert.Equal("", TakeSaid());
        await using var server = await TqqServer.StartAsync(Read().Options, TimeProvider.System, _ => { }, Cancel);
        Configure(new() { ["penalty"] = "5s" });
        hangUp.Begin(server);
        Assert.Contains("changed: penalty 20s -> 5s", TakeSaid(), StringComparison.Ordinal);
    }

    private SettingValues Read() =>
        SettingReader.ReadValues(new Dictionary<string, string>(), new Dictionary<string, string>(),
        new SettingFile("tqq.json", File.ReadAllText(At("tqq.json"))), _ => { });

    private void Configure(Dictionary<string, string> settings)
    {
        settings["data"] = At("data");
        settings.TryAdd("listen", "127.0.0.1:0,tls://127.0.0.1:0");
        settings["web"] = "127.0.0.1:0";
        (settings["tls-cert"], settings["tls-key"]) = (At("cert.pem"), At("key.pem"));
        File.WriteAllText(At("tqq.json"), JsonSerializer.Serialize(settings));
    }

    private void WritePair(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(At("cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(At("key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private string TakeSaid()
    {
        var said = _said.ToString();
        _said.GetStringBuilder().Clear();
        return said;
    }

    // What stands behind RES= in the reply; nothing where the connection was closed instead.
    private static async Task<string> AskAsync(Socket socket, string body)
    {
        body = $"VER=1.1&SEQ={Guid.NewGuid():N}&{body}";
        await socket.SendAsync(Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nContent-Length: {body.Length}\r\n\r\n{body}"), Cancel);
        var buffer = new byte[4096];
        var reply = Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, Cancel));
        return reply.Split("&RES=") is [_, var result] ? result : "";
    }

    private static async Task<string> NameAsync(TqqServer server)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Wire[1].Address, Cancel);
        var name = "";
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "qq.test", RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                (name = certificate!.Subject).Length > 0 }, Cancel);
        return name;
    }
}
