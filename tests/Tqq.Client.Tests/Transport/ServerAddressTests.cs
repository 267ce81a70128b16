namespace Tqq.Client.Tests.Transport;

/// <summary>The one form of an address that everything here reads.</summary>
public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("http://h:81", "http://h:81/")]
    [InlineData("https://h:81/", "https://h:81/")]
    [InlineData("h:81", "http://h:81/")]
    [InlineData("h", "http://h:8000/")]
    [InlineData("http://h", "http://h:8000/")]
    [InlineData("https://h", "https://h:8443/")]
    [InlineData("http://h:80/", "http://h:80/")]
    [InlineData("https://h:443", "https://h:443/")]
    [InlineData("HTTPS://Example.ORG", "https://example.org:8443/")]
    [InlineData("127.0.0.1:9", "http://127.0.0.1:9/")]
    [InlineData("[::1]:9", "http://[::1]:9/")]
    [InlineData("https://[::1]", "https://[::1]:8443/")]
    public void All_four_forms_are_understood(string text, string url)
    {
        Assert.Equal(url, new ServerAddress(text).ToString());
        Assert.Equal(new ServerAddress(text), new ServerAddress(url));
    }

    [Theory]
    [InlineData("")]
    [InlineData("h:0")]
    [InlineData("h:65536")]
    [InlineData("h:x")]
    [InlineData("h:")]
    [InlineData("::1")]
    [InlineData("[h]:1")]
    [InlineData("[]:1")]
    [InlineData("ftp://h")]
    [InlineData("http://")]
    [InlineData("http://h/path")]
    [InlineData("http://me@h:1")]
    [InlineData("h h")]
    public void Anything_else_is_refused_with_what_is_allowed(string text)
    {
        Assert.False(ServerAddress.TryParse(text, out _));
        Assert.Contains("http://host:port, https://host:port, host:port or host",
            Assert.Throws<FormatException>(() => new ServerAddress(text)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://h:80/")]
    [InlineData("https://h:443/")]
    public void A_url_keeps_the_port_that_it_names(string url) => Assert.Equal(url, ((ServerAddress)new Uri(url)).ToString());

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("127.9.9.9:1", true)]
    [InlineData("https://[::1]", true)]
    [InlineData("192.0.2.1", false)]
    [InlineData("example.org", false)]
    public void Whether_somebody_is_on_the_way_is_known(string text, bool isLoopback) =>
        Assert.Equal(isLoopback, new ServerAddress(text).IsLoopback);
}
