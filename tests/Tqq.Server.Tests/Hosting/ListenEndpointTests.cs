using System.Net;
using System.Net.Sockets;
using Tqq.Server.Hosting;
using Tqq.Server.Hosting.Settings;

namespace Tqq.Server.Tests.Hosting;

/// <summary>Where a port is, as it is written, and as people open it.</summary>
public sealed class ListenEndpointTests
{
    private static readonly IPAddress[] s_own = [IPAddress.Parse("192.0.2.7"), IPAddress.Parse("2001:db8::7")];

    private static ListenEndpoint Web(string value) => SettingReader.Read(
        new Dictionary<string, string> { ["web"] = value }, new Dictionary<string, string>(), null, _ => { }).Web;

    [Fact]
    public void A_star_is_all_addresses_of_both_kinds_where_the_machine_has_them() => Assert.Equal(
        Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any, Web("*:8080").Address.Address);

    [Theory]
    [InlineData("127.0.0.1:8080", "http://127.0.0.1:8080/")]
    [InlineData("[::1]:8080", "http://[::1]:8080/")]
    [InlineData("tls://192.0.2.7:8443", "https://192.0.2.7:8443/")]
    public void A_port_at_one_address_opens_there(string written, string url)
    {
        Assert.Equal((url, written), (Web(written).Url, Web(written).ToString()));
        Assert.Empty(Web(written).UrlsElsewhere(s_own));
    }

    [Theory]
    [InlineData("*:8080", "http")]
    [InlineData("[::]:8080", "http")]
    [InlineData("0.0.0.0:8080", "http")]
    [InlineData("tls://*:8080", "https")]
    public void One_at_all_addresses_opens_by_names_of_this_machine(string written, string scheme)
    {
        var endpoint = Web(written);
        Assert.Equal($"{scheme}://localhost:8080/", endpoint.Url);
        Assert.Equal([$"{scheme}://192.0.2.7:8080/", $"{scheme}://[2001:db8::7]:8080/"], endpoint.UrlsElsewhere(s_own));
    }

    [Fact]
    public void Of_the_machine_s_addresses_those_are_shown_that_a_neighbour_can_open()
    {
        Assert.Equal(["192.0.2.7"], Chosen(("127.0.0.1", false), ("172.17.0.1", false), ("192.0.2.7", true), ("fe80::1", true),
            ("2001:db8::7", true), ("169.254.1.1", true)));
        Assert.Equal(["172.17.0.1", "10.0.0.1"], Chosen(("172.17.0.1", false), ("10.0.0.1", false), ("10.0.0.1", false)));
        Assert.Equal(["2001:db8::7"], Chosen(("2001:db8::7", true), ("10.0.0.1", false)));
        Assert.Empty(Chosen(("127.0.0.1", false), ("::1", false)));

        static IEnumerable<string> Chosen(params (string Address, bool HasGateway)[] found) =>
            OwnAddresses.Choose(found.Select(one => (IPAddress.Parse(one.Address), one.HasGateway))).Select(one => one.ToString());
    }
}
