using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web;

/// <summary>The web port: nothing without the token but the page, the health check and the description of the API.</summary>
public sealed class WebTests(SharedServer shared)
{
    [Theory]
    [InlineData("admin/api/v1/accounts")]
    [InlineData("admin/api/v1/server")]
    [InlineData("no/such/path")]
    [InlineData("healthz/")]
    public async Task Without_the_token_everything_is_401(string path)
    {
        using var http = new HttpClient { BaseAddress = shared.Server.Web };
        using var bare = await http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, bare.StatusCode);
        http.DefaultRequestHeaders.Authorization = new("Bearer", "wrong");
        using var wrong = await http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
    }

    [Fact]
    public async Task A_wrong_address_says_where_the_page_is()
    {
        using var http = new HttpClient { BaseAddress = shared.Server.Web };
        using var answer = await http.GetAsync("no/such/path", TestContext.Current.CancellationToken);
        Assert.Contains("the page is at /", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST HTTP/1.1")]
    [InlineData("POST  HTTP/1.1")]
    public async Task The_request_line_of_old_clients_is_refused_here(string line)
    {
        var reply = await RawSocket.ExchangeAsync(new(IPAddress.Loopback, shared.Server.Web.Port),
            Encoding.ASCII.GetBytes($"{line}\r\nHost: x\r\nContent-Length: 0\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 400 ", Encoding.ASCII.GetString(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_health_check_is_open()
    {
        using var http = new HttpClient { BaseAddress = shared.Server.Web };
        Assert.StartsWith("""{"status":"ok","oldestUncommittedSeconds":""",
            await http.GetStringAsync("healthz", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_root_is_a_small_page_that_says_what_this_is_and_where_the_documents_are()
    {
        using var http = new HttpClient { BaseAddress = shared.Server.Web };
        var page = await http.GetStringAsync("", TestContext.Current.CancellationToken);
        Assert.Contains("HTTP QQ 1.1, and it is running", page, StringComparison.Ordinal);
        foreach (var link in page.Split("href=\"").Skip(1).Select(rest => rest.Split('"')[0]))
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(link, TestContext.Current.CancellationToken)).StatusCode);
        using var head = await http.SendAsync(new(HttpMethod.Head, ""), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (head.StatusCode, head.Content.Headers.ContentType?.MediaType));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_page_of_the_wire_port_points_to_the_web_port()
    {
        using var http = new HttpClient();
        var page = await http.GetStringAsync(new Uri($"http://{shared.Server.Wire}/"), TestContext.Current.CancellationToken);
        Assert.Contains($"{shared.Server.Web}\n", page, StringComparison.Ordinal);
        using var head = await http.SendAsync(new(HttpMethod.Head, new Uri($"http://{shared.Server.Wire}/")),
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
    }

    [Fact]
    public async Task A_flood_of_connections_has_its_share_and_leaves_room_for_others()
    {
        var flood = new List<Socket>();
        try
        {
            do
            {
                var one = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                flood.Add(one);
                one.Bind(new IPEndPoint(new IPAddress([127, 9, 9, 9]), 0));
                await one.ConnectAsync(IPAddress.Loopback, shared.Server.Web.Port, TestContext.Current.CancellationToken);
            }
            while (flood.Count <= 612);

            // Whichever came to its place last: many come in at the same time.
            await Task.WhenAny(flood.Select(socket => socket.ReceiveAsync(new byte[1], TestContext.Current.CancellationToken).AsTask()))
                .Unwrap();
            Assert.Single(flood, socket => socket.Poll(TimeSpan.Zero, SelectMode.SelectRead));
            using var http = new HttpClient { BaseAddress = shared.Server.Web };
            Assert.StartsWith("""{"status":"ok","oldestUncommittedSeconds":""",
                await http.GetStringAsync("healthz", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            flood.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task The_api_describes_itself_and_the_server()
    {
        using var document =
            JsonDocument.Parse(await (await shared.Server.AdminAsync(HttpMethod.Get,
            "openapi.json")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.True(document.RootElement.GetProperty("paths").TryGetProperty("/admin/api/v1/accounts/{uin}/password", out _));
        using var server =
            JsonDocument.Parse(await (await shared.Server.AdminAsync(HttpMethod.Get,
            "server")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(shared.Server.Data, server.RootElement.GetProperty("data").GetString());
    }

    [Fact]
    public async Task A_list_comes_in_pages()
    {
        for (var person = 0; person < 3; person++)
            await shared.Server.AddPersonAsync();
        var seen = new List<long>();
        for (long? after = 0; after is not null;)
        {
            using var page =
                JsonDocument.Parse(await (await shared.Server.AdminAsync(HttpMethod.Get,
                $"accounts?limit=2&after={after}")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            seen.AddRange(page.RootElement.GetProperty("accounts").EnumerateArray().Select(account =>
                account.GetProperty("uin").GetInt64()));
            after = page.RootElement.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.Number ? next.GetInt64()
                : null;
        }

        Assert.True(seen.Count >= 3);
        Assert.Equal(seen.Order().Distinct(), seen);
    }
}
