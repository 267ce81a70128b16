using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Text.Json;

namespace Tqq.EndToEnd.Tests.Running;

/// <summary>
/// A server under test on free ports of loopback: a process of its own (<see cref="RunningServer"/>) where the process is the subject,
/// otherwise one inside this process (`LocalServer`), which starts in a fraction of the time.
/// </summary>
public abstract class TestServer(string data) : IAsyncDisposable
{
    private static int s_lastUin = 20_000;

    private readonly HttpClient _admin = new(new SocketsHttpHandler { SslOptions = Trusting });

    /// <summary>How clients take the certificate of a server that speaks TLS: it is one that a test has made.</summary>
    public static SslClientAuthenticationOptions Trusting { get; } = new() { RemoteCertificateValidationCallback = (_, certificate, _, _) =>
        certificate?.Subject == "CN=localhost" };

    /// <summary>The data directory.</summary>
    public string Data => data;

    /// <summary>Where HTTP QQ is spoken.</summary>
    public IPEndPoint Wire { get; private set; } = null!;

    /// <summary>The root of the web port.</summary>
    public Uri Web { get; private set; } = null!;

    /// <summary>A number that no other test uses.</summary>
    public static uint NextUin() => (uint)Interlocked.Increment(ref s_lastUin);

    public async Task<Person> AddPersonAsync(string whoMayAdd = "verify", string nick = "Hackfan 好", uint? uin = null)
    {
        var person = new Person(this, uin ?? NextUin(), "secret " + Guid.NewGuid());
        // Faces differ by number, and numbers from run to run.
        using var answer = await _admin.PostAsJsonAsync("accounts",
            new
            {
                uin = person.Uin, nick, password = person.Password, whoMayAdd, fields = new Dictionary<string, string> { ["FC"] = "0" },
            });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return person;
    }

    /// <summary>A person who is logged in.</summary>
    public async Task<Person> AddOnlineAsync(string whoMayAdd = "verify", string nick = "Hackfan 好")
    {
        var person = await AddPersonAsync(whoMayAdd, nick);
        await person.LoginAsync();
        return person;
    }

    /// <summary>The admin API with its token.</summary>
    public Task<HttpResponseMessage> AdminAsync(HttpMethod method, string path, object? body = null) =>
        AdminAsync(method, path, body is null ? null : JsonContent.Create(body));

    /// <summary>The admin API with its token, and with a body as it is.</summary>
    public Task<HttpResponseMessage> AdminAsync(HttpMethod method, string path, HttpContent? content) =>
        _admin.SendAsync(new HttpRequestMessage(method, path) { Content = content });

    public Task<byte[]> SendAsync(byte[] request, IPAddress? from = null) => RawSocket.ExchangeAsync(Wire, request, from);

    public virtual ValueTask DisposeAsync()
    {
        _admin.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>The server runs: from now on it can be asked.</summary>
    protected async Task ReachAsync(int wirePort, int webPort, CancellationToken cancellationToken, string scheme = "http")
    {
        Wire = new(IPAddress.Loopback, wirePort);
        Web = new(string.Create(CultureInfo.InvariantCulture, $"{scheme}://127.0.0.1:{webPort}/"));
        _admin.BaseAddress = new(Web, "admin/api/v1/");
        using var access = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Data, "admin.json"), cancellationToken));
        _admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer",
            access.RootElement.GetProperty("token").GetString());
    }
}
