using System.Net;
using System.Net.Sockets;
using System.Text;
using Tqq.Server.Push;

namespace Tqq.Server.Tests.Push;

/// <summary>A push service is connected to at an address of the public internet, whatever its name says, or not at all.</summary>
public sealed class PushDialerTests
{
    private readonly List<IPEndPoint> _connected = [];
    private readonly List<string> _asked = [];
    private PushOptions _options = new();
    private IPAddress[] _answer = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // What is connected to hangs up at once.
    private async Task<Exception> PostAsync(string address)
    {
        var dialer = new PushDialer(_options, (name, _) =>
        {
            _asked.Add(name);
            return Task.FromResult(_answer);
        }, (to, _) =>
        {
            _connected.Add(to);
            return Task.FromException<Stream>(new SocketException((int)SocketError.ConnectionRefused));
        });
        using var client = new HttpClient(dialer.MakeNetwork());
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(new Uri(address), null, Cancelled));
        return failure.InnerException!;
    }

    [Theory]
    [InlineData("https://127.0.0.1/x")]
    [InlineData("https://127.1/x")]
    [InlineData("https://2130706433/x")]
    [InlineData("https://0x7f000001/x")]
    [InlineData("https://0x7f.1/x")]
    [InlineData("https://0177.0.0.1/x")]
    [InlineData("https://0/x")]
    [InlineData("https://10.1.2.3/x")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::1]/x")]
    [InlineData("https://[::]/x")]
    [InlineData("https://[::ffff:127.0.0.1]/x")]
    [InlineData("https://[::ffff:7f00:1]/x")]
    [InlineData("https://[64:ff9b::7f00:1]/x")]
    [InlineData("https://[fe80::1]/x")]
    [InlineData("https://[fd00::1]/x")]
    [InlineData("https://127。0。0。1/x")]
    [InlineData("https://１２７.0.0.1/x")]
    public async Task An_address_that_is_not_public_is_not_connected_to_however_it_is_written(string address)
    {
        _answer = [IPAddress.Loopback];
        Assert.IsType<PushNotAllowedException>(await PostAsync(address));
        Assert.Empty(_connected);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1", "192.168.1.1", "172.16.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("fd00::1", "fe80::1")]
    public async Task A_name_that_stands_for_such_addresses_alone_is_not_connected_to(params string[] answer)
    {
        _answer = [.. answer.Select(IPAddress.Parse)];
        foreach (var name in new[] { "push.example.net", "localhost", "localhost.", "push.example.net:8443" })
            Assert.IsType<PushNotAllowedException>(await PostAsync($"https://{name}/x"));
        Assert.Empty(_connected);
        Assert.Equal(["push.example.net", "localhost", "localhost.", "push.example.net"], _asked);
    }

    [Fact]
    public async Task Of_several_addresses_the_public_ones_are_connected_to_as_they_were_looked_at_and_no_more_than_a_few()
    {
        _answer = [.. "127.0.0.1 203.0.112.7 ::1 2606:4700::7 10.0.0.1 8.8.8.8 8.8.4.4 1.1.1.1".Split(' ').Select(IPAddress.Parse)];
        Assert.IsType<SocketException>(await PostAsync("https://push.example.net:8443/x"));
        Assert.Equal(["203.0.112.7:8443", "[2606:4700::7]:8443", "8.8.8.8:8443", "8.8.4.4:8443"], _connected.Select(to => to.ToString()));
        Assert.Single(_asked);
    }

    [Fact]
    public async Task Plain_http_and_names_without_an_address_are_not_connected_to()
    {
        _answer = [IPAddress.Parse("8.8.8.8")];
        Assert.IsType<PushNotAllowedException>(await PostAsync("http://push.example.net/x"));
        _answer = [];
        Assert.IsType<PushNotAllowedException>(await PostAsync("https://nowhere.example.net/x"));
        Assert.Empty(_connected);
    }

    [Fact]
    public async Task An_origin_that_the_operator_has_named_is_connected_to_wherever_it_is_and_no_other()
    {
        _options = new() { AllowedOrigins = ["http://127.0.0.1:9000", "https://push.lan"] };
        _answer = [IPAddress.Parse("10.0.0.7")];
        Assert.IsType<SocketException>(await PostAsync("http://127.0.0.1:9000/x"));
        Assert.IsType<SocketException>(await PostAsync("https://push.lan/x"));
        foreach (var other in new[]
            { "http://127.0.0.1:9001/x", "https://127.0.0.1:9000/x", "http://push.lan/x", "https://push.lan:444/x" })
            Assert.IsType<PushNotAllowedException>(await PostAsync(other));
        Assert.Equal(["127.0.0.1:9000", "10.0.0.7:443"], _connected.Select(to => to.ToString()));
    }

    [Theory]
    [InlineData(HttpStatusCode.MovedPermanently)]
    [InlineData(HttpStatusCode.Found)]
    [InlineData(HttpStatusCode.TemporaryRedirect)]
    [InlineData(HttpStatusCode.PermanentRedirect)]
    public async Task Nobody_is_sent_on_by_a_push_service_also_not_to_where_one_may_be(HttpStatusCode status)
    {
        var dialer = new PushDialer(
            new PushOptions { AllowedOrigins = ["http://127.0.0.1:9000", "http://127.0.0.1:9001"] }, (_, _) => Task.FromResult(_answer),
            (to, _) =>
            {
                _connected.Add(to);
                return Task.FromResult<Stream>(new Said(
                    $"HTTP/1.1 {(int)status} Moved\r\nLocation: http://127.0.0.1:9001/x\r\nContent-Length: 0\r\n\r\n"));
            });
        using var client = new HttpClient(dialer.MakeNetwork());
        using var answer = await client.PostAsync(new Uri("http://127.0.0.1:9000/x"), null, Cancelled);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(["127.0.0.1:9000"], _connected.Select(to => to.ToString()));
    }

    // A connection on which this is said, whatever is asked.
    private sealed class Said(string text) : MemoryStream(Encoding.ASCII.GetBytes(text))
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => default;
    }
}
