using Tqq.Server.Hosting.Settings;

namespace Tqq.Server.Tests.Hosting;

/// <summary>`--browser-origins`: origins as browsers write them, and nothing that only looks like one.</summary>
public sealed class BrowserOriginSettingTests
{
    private static string[] Read(string value) =>
        [.. SettingReader.Read(new Dictionary<string, string> { ["browser-origins"] = value }, new Dictionary<string, string>(), null, _ =>
            { }).Wire.BrowserOrigins];

    [Theory]
    [InlineData("none", new string[0])]
    [InlineData("https://chat.example.org", new[] { "https://chat.example.org" })]
    [InlineData("https://Chat.Example.Org:443/, http://[::1]:8080", new[] { "https://chat.example.org", "http://[::1]:8080" })]
    [InlineData("http://\u5317\u4eac.example", new[] { "http://xn--1lq90i.example" })]
    public void Origins_are_kept_as_a_browser_sends_them(string value, string[] expected) => Assert.Equal(expected, Read(value));

    [Theory]
    [InlineData("null")]
    [InlineData("*")]
    [InlineData("chat.example.org")]
    [InlineData("ftp://chat.example.org")]
    [InlineData("https://chat.example.org/page")]
    [InlineData("https://user@chat.example.org")]
    [InlineData("https://chat.example.org,")]
    public void What_is_no_origin_is_refused_with_what_is_allowed(string value) =>
        Assert.Contains("such as https://chat.example.org", Assert.Throws<SettingException>(() => Read(value)).Message,
            StringComparison.Ordinal);
}
