using System.Net;
using System.Net.Sockets;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>Ports that listen at all addresses take clients of IPv4 and of IPv6, and know one of IPv4 for what it is.</summary>
public sealed class EverywhereTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private LocalServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await LocalServer.StartAsync(_directory.At("data"), "--listen", "*:0", "--web", "*:0");

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    private Uri WebAt(string host) => new($"http://{host}:{_server.Web.Port}/healthz");

    [Fact]
    public async Task Clients_of_both_kinds_reach_both_ports()
    {
        if (!Socket.OSSupportsIPv6)
            Assert.Skip("this machine has no IPv6");
        using var http = new HttpClient();
        foreach (var host in (string[])["127.0.0.1", "[::1]"])
        {
            using var answer = await http.GetAsync(WebAt(host), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        var request = RawSocket.LegacyRequest("VER=1.1&CMD=List&SEQ=7&UIN=10001"u8.ToArray());
        foreach (var address in (IPAddress[])[IPAddress.Loopback, IPAddress.IPv6Loopback])
            Assert.NotEmpty(await RawSocket.ExchangeAsync(new(address, _server.Wire.Port), request));
    }

    [Fact]
    public async Task Where_an_account_may_be_used_from_means_addresses_of_ipv4_as_they_are_written()
    {
        var inside = await _server.AddPersonAsync();
        inside.From = IPAddress.Loopback;
        var outside = new Person(_server, inside.Uin, inside.Password) { From = IPAddress.Parse("127.0.0.2") };
        using var edit = await _server.AdminAsync(
            HttpMethod.Patch, $"accounts/{inside.Uin}", new { allowedAddresses = (string[])["127.0.0.1/32"] });
        Assert.Equal(HttpStatusCode.OK, edit.StatusCode);

        Assert.Contains("RS=0", await inside.LoginAsync(), StringComparison.Ordinal);
        Assert.Contains("RS=1", await outside.LoginAsync(), StringComparison.Ordinal);
        using var allowed = await ApiClient.SignInAsync(inside);
        using var refused = new ApiClient(_server, outside.From);
        Assert.Equal("401 /errors/wrong-password", await refused.RefusalAsync(HttpMethod.Post, "session",
            new { uin = outside.Uin, password = outside.Password, token = true }));
        using var shown = await _server.AdminAsync(HttpMethod.Get, $"accounts/{inside.Uin}");
        Assert.Contains("\"address\":\"127.0.0.1\"", await shown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_on_ipv4_alone_is_found_before_anything_is_made()
    {
        var run = await TqqRun.RunAsync(
            ["serve", "--data", _directory.At("other"), "--listen", $"*:{_server.Wire.Port}", "--web", "127.0.0.1:0"]);
        Assert.Equal((1, $"tqq: *:{_server.Wire.Port} is in use by another program: stop it, or choose another with --listen ADDRESS:PORT "
            + "(port 0 picks a free one)\n"), (run.ExitCode, run.Error));
        Assert.False(Directory.Exists(_directory.At("other")));
    }
}
