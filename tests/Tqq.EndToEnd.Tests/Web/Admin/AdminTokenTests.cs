using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>
/// The token of admin.json opens everything: it comes from the server's own machine, or by https. A proxy that the server believes says
/// here from which machine a request comes, and how.
/// </summary>
public sealed class AdminTokenTests : IDisposable
{
    private const string Elsewhere = "192.0.2.7";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private Task<LocalServer> StartAsync(params string[] flags) =>
        LocalServer.StartAsync(_directory.At("data"), ["--forwarded-from", "127.0.0.0/8", .. flags]);

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(LocalServer server, string from, string scheme, string? token)
    {
        using var access = JsonDocument.Parse(await File.ReadAllBytesAsync(
            Path.Combine(server.Data, "admin.json"), TestContext.Current.CancellationToken));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Web, "admin/api/v1/server"));
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer", token ?? access.RootElement.GetProperty("token").GetString());
        request.Headers.Add("X-Forwarded-For", from);
        request.Headers.Add("X-Forwarded-Proto", scheme);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task From_another_machine_it_opens_nothing_in_clear()
    {
        await using var server = await StartAsync();
        var (status, body) = await AskAsync(server, Elsewhere, "http", null);
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("/errors/needs-https", body, StringComparison.Ordinal);
        Assert.Contains("the token of admin.json may come here by https only", body, StringComparison.Ordinal);
        // Whoever has a wrong one is told that, and nothing of the way.
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(server, Elsewhere, "http", "wrong")).Status);
    }

    [Fact]
    public async Task By_https_and_from_the_server_s_own_machine_it_opens()
    {
        await using var server = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(server, Elsewhere, "https", null)).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(server, "127.0.0.1", "http", null)).Status);
        using var direct = await server.AdminAsync(HttpMethod.Get, "server");
        Assert.Equal(HttpStatusCode.OK, direct.StatusCode);
    }

    [Fact]
    public async Task Whoever_runs_the_server_may_say_that_the_network_is_trusted()
    {
        await using var server = await StartAsync("--web-plain", "true");
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(server, Elsewhere, "http", null)).Status);
    }

    [Fact]
    public async Task A_proxy_that_nobody_named_speaks_for_nobody()
    {
        await using var server = await LocalServer.StartAsync(_directory.At("data"));
        var (status, body) = await AskAsync(server, "127.0.0.1", "https", null);
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("a proxy stands before this server that nobody has named", body, StringComparison.Ordinal);
    }
}
