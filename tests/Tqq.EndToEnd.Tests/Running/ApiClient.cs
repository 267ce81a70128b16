using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Web.Api;

namespace Tqq.EndToEnd.Tests.Running;

/// <summary>
/// Somebody at the API of accounts, with a token or without. Calls come from the person's own address: failed attempts to sign in count by
/// address.
/// </summary>
public sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly TestServer _server;

    /// <summary>Somebody who is not signed in.</summary>
    /// <param name="server">The server.</param>
    /// <param name="from">The address that calls come from.</param>
    public ApiClient(TestServer server, IPAddress from) => (_server, _http) = (server, new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        SslOptions = TestServer.Trusting,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    }) { BaseAddress = new(server.Web, "api/v1/") });

    /// <summary>The token, once there is one.</summary>
    public string? Token
    {
        get;
        set
        {
            field = value;
            _http.DefaultRequestHeaders.Authorization = value is null ? null : new AuthenticationHeaderValue("Bearer", value);
        }
    }

    /// <summary>Signs a person in as a program.</summary>
    public static async Task<ApiClient> SignInAsync(Person person)
    {
        var client = new ApiClient(person.Server, person.From);
        var signedIn = await client.AskAsync(HttpMethod.Post, "session",
            new { uin = person.Uin, password = person.Password, token = true }, HttpStatusCode.Created);
        client.Token = signedIn.GetProperty("token").GetString();
        return client;
    }

    /// <summary>Calls an operation. That it may answer so has to stand in the OpenAPI document.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path behind /api/v1/.</param>
    /// <param name="body">The body, which goes as JSON; or content as it is.</param>
    /// <param name="headers">Further headers.</param>
    public async Task<HttpResponseMessage> CallAsync(
        HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path)
        {
            Content = body switch { null => null, HttpContent content => content, _ => JsonContent.Create(body) },
        };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await ApiDocument.CheckAsync(_server, method, path, answer.StatusCode);
        return answer;
    }

    /// <summary>Calls an operation that is to answer this status, and gives its JSON; undefined where it has none.</summary>
    public async Task<JsonElement> AskAsync(
        HttpMethod method, string path, object? body = null, HttpStatusCode status = HttpStatusCode.OK,
        params (string Name, string Value)[] headers)
    {
        using var answer = await CallAsync(method, path, body, headers);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == status, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Calls an operation that is to refuse, and gives status and type: "401 /errors/not-signed-in".</summary>
    public async Task<string> RefusalAsync(
        HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var answer = await CallAsync(method, path, body, headers);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.Content.Headers.ContentType?.MediaType == "application/problem+json",
            $"{method} {path}: {(int)answer.StatusCode} {text}");
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal((int)answer.StatusCode, problem.GetProperty("status").GetInt32());
        return $"{(int)answer.StatusCode} {problem.GetProperty("type").GetString()}";
    }

    public void Dispose() => _http.Dispose();
}
