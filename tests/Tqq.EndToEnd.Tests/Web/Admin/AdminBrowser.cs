using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>
/// A browser at the administrators' pages, signed in or not. Calls come from an address of its own: failures count by address.
/// </summary>
internal sealed class AdminBrowser : IDisposable
{
    private readonly HttpClient _http;

    /// <summary>One that is not signed in.</summary>
    public AdminBrowser(TestServer server, IPAddress from) => _http = new(new SocketsHttpHandler
    {
        UseCookies = false,
        SslOptions = TestServer.Trusting,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    }) { BaseAddress = new(server.Web, "admin/api/v1/") };

    /// <summary>The cookie, `name=value`; null before there is one.</summary>
    public string? Cookie { get; set; }

    /// <summary>What the browser says of the page that sends; null for nothing.</summary>
    public string? Site { get; set; } = "same-origin";

    /// <summary>A token that goes with each call; null for none.</summary>
    public string? Token { get; set; }

    /// <summary>The account that calls are meant for; null where they do not say so.</summary>
    public uint? MeantFor { get; set; }

    /// <summary>Makes a person an administrator by the token of the machine, with another password than before.</summary>
    public static async Task AppointAsync(Person person, string role = "full")
    {
        person.Password += " of an administrator";
        using var made = await person.Server.AdminAsync(
            HttpMethod.Post, "administrators", new { uin = person.Uin, role, password = person.Password });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
    }

    /// <summary>An administrator who is signed in, and has perhaps given the password again.</summary>
    public static async Task<AdminBrowser> SignInAsync(Person person, string role = "full", bool isConfirmed = false)
    {
        await AppointAsync(person, role);
        var browser = new AdminBrowser(person.Server, person.From);
        await browser.SignInAsync(person);
        if (isConfirmed)
            await browser.AskAsync(HttpMethod.Post, "session/confirm", new { password = person.Password });
        return browser;
    }

    /// <summary>Signs in.</summary>
    public async Task<JsonElement> SignInAsync(Person person, string? code = null)
    {
        using var answer = await CallAsync(HttpMethod.Post, "session", new { uin = person.Uin, password = person.Password, code });
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        Cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0];
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Calls a route.</summary>
    public Task<HttpResponseMessage> CallAsync(HttpMethod method, string path, object? body = null)
    {
        var request = new HttpRequestMessage(method, path)
        {
            Content = body switch { null => null, HttpContent content => content, _ => JsonContent.Create(body) },
        };
        foreach (var (name, value) in new[] { ("Cookie", Cookie), ("Sec-Fetch-Site", Site),
            ("Authorization", Token is null ? null : "Bearer " + Token),
            ("Tqq-Account", MeantFor?.ToString(CultureInfo.InvariantCulture)) })
            if (value is not null)
                request.Headers.TryAddWithoutValidation(name, value);
        return _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Calls a route that is to answer this status, and gives its JSON.</summary>
    public async Task<JsonElement> AskAsync(HttpMethod method, string path, object? body = null, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await CallAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == status, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Calls a route that is to refuse, and gives status and type: "401 /errors/not-signed-in".</summary>
    public async Task<string> RefusalAsync(HttpMethod method, string path, object? body = null)
    {
        using var answer = await CallAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? $"{(int)answer.StatusCode} {JsonDocument.Parse(text).RootElement.GetProperty("type").GetString()}"
            : $"{(int)answer.StatusCode} {text}";
    }

    public void Dispose() => _http.Dispose();
}
