using System.Globalization;
using System.Net;
using System.Text;
using CsCheck;
using Tqq.Server.Tests.Wire.Proxies;
using Tqq.Server.Wire.Admission;
using Tqq.Server.Wire.Limits;

namespace Tqq.Server.Tests.Wire.Admission;

/// <summary>Who is believed to speak for somebody else, and who is not.</summary>
public sealed class ProxyTests
{
    private const string Body = "VER=1.1&CMD=Logout&SEQ=7&UIN=10001";
    private static readonly byte[] Request = Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");
    private static readonly WireOptions Options = new() { ProxyFrom = [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("fd00::/8")] };
    private static readonly IPEndPoint Far = new(IPAddress.Parse("203.0.113.7"), 40_000);

    private readonly ScriptedMessenger _messenger = new();

    private PipeClient From(string peer, WireOptions? options = null) =>
        new(_messenger, options ?? Options, new(IPAddress.Parse(peer), 5000));

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("fd00::1")]
    public async Task A_trusted_proxy_is_believed_however_its_header_is_split(string peer)
    {
        foreach (var header in (byte[][])[ProxyHeaders.Version1(Far), ProxyHeaders.Version2(Far)])
        {
            byte[] all = [.. header, .. Request];
            for (var split = 0; split <= all.Length; split++)
            {
                var client = From(peer);
                await client.SendAsync(all.AsMemory(0, split));
                await client.SendAsync(all.AsMemory(split));
                await client.ReadUntilAsync("RES=0");
            }
        }

        Assert.Equal(["203.0.113.7"], _messenger.Addresses.Select(address => address.ToString()).Distinct());
    }

    [Fact]
    public async Task A_proxy_that_speaks_for_itself_keeps_its_address()
    {
        foreach (var header in (byte[][])["PROXY UNKNOWN\r\n"u8.ToArray(), ProxyHeaders.Version2(0x20, 0x00, [])])
        {
            var client = From("10.1.2.3");
            await client.SendAsync((byte[])[.. header, .. Request]);
            await client.ReadUntilAsync("RES=0");
        }

        Assert.All(_messenger.Addresses, address => Assert.Equal(IPAddress.Parse("10.1.2.3"), address));
        Assert.Equal(2, _messenger.Addresses.Count);
    }

    [Fact]
    public async Task A_trusted_proxy_without_a_good_header_is_closed_without_a_word_and_counted()
    {
        foreach (var bytes in (byte[][])[Request, "PROXY TCP4 nowhere 10.0.0.1 1 1\r\n"u8.ToArray(), [.. ProxyHeaders.Version1(Far)[..20]]])
        {
            var client = From("10.1.2.3");
            await client.SendAsync(bytes);
            client.End();
            Assert.Equal("", await client.ReadToEndAsync());
            Assert.Equal(1, client.Rejections.Count(RejectionReason.NoProxyHeader));
        }

        Assert.Empty(_messenger.Asked);
    }

    [Fact]
    public async Task A_header_that_is_not_complete_within_10_seconds_ends_the_connection()
    {
        var client = From("10.1.2.3");
        await client.SendAsync("PROXY TCP4"u8.ToArray());
        for (var second = 0; second < 12; second++)
            client.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("", await client.ReadToEndAsync());
        Assert.Equal(1, client.Rejections.Count(RejectionReason.NoProxyHeader));
    }

    [Fact]
    public void Ten_thousand_spoofed_headers_from_elsewhere_are_not_believed()
    {
        var peers = Gen.OneOf(Gen.Int[0, 255].Select(last => $"192.0.2.{last}"), Gen.Int[0, 255].Select(last => $"11.0.0.{last}"),
            Gen.Int[0, 65_535].Select(last => "fc00::" + last.ToString("x", CultureInfo.InvariantCulture)));
        var sources = Gen.OneOf(Gen.Byte.Array[4], Gen.Byte.Array[16]).Select(bytes => new IPEndPoint(new IPAddress(bytes), 1234));
        Gen.Select(peers, sources, Gen.Int[0, 2]).Sample(
            (peer, source, form) =>
            {
                var messenger = new ScriptedMessenger();
                var client = new PipeClient(messenger, Options, new(IPAddress.Parse(peer), 5000));
                byte[] header = form switch { 0 => ProxyHeaders.Version1(source), 1 => ProxyHeaders.Version2(source), _ =>
                    [.. ProxyHeaders.Version1(source), .. ProxyHeaders.Version2(source)] };
                client.SendAsync((byte[])[.. header, .. Request]).GetAwaiter().GetResult();
                client.End();
                var reply = client.ReadToEndAsync().GetAwaiter().GetResult();
                return reply.StartsWith("HTTP/1.1 400 ", StringComparison.Ordinal) && messenger.Asked.IsEmpty;
            },
            iter: 10_000);
    }

    [Fact]
    public async Task Elsewhere_a_connection_needs_no_header()
    {
        var client = From("192.0.2.1");
        await client.SendAsync(Request);
        await client.ReadUntilAsync("RES=0");
        Assert.Equal(IPAddress.Parse("192.0.2.1"), Assert.Single(_messenger.Addresses));
    }
}
