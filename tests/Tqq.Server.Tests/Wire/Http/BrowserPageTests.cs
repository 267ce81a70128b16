using System.Text;
using Tqq.Server.Wire.Limits;

namespace Tqq.Server.Tests.Wire.Http;

/// <summary>No web page can act in the legacy session of its reader's address (protocol.md §1.2).</summary>
public sealed class BrowserPageTests
{
    private const string Send = "VER=1.1&CMD=CLTMSG&SEQ=7&UIN=10001&UN=10002&MG=hi";
    private const string Login = "VER=1.1&CMD=Login&SEQ=7&UIN=10001&PS=x&M5=1&LC=9326B87B234E7235";

    private readonly ScriptedMessenger _messenger = new();

    // As Chromium sends a page's `fetch(url, {method: 'POST', mode: 'no-cors', body})`; {0} is the page's origin.
    private static string FromChromium(string origin, string body) =>
        "POST / HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nConnection: keep-alive\r\n" + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"
        + "sec-ch-ua-platform: \"Linux\"\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36\r\n"
        + "sec-ch-ua: \"Chromium\";v=\"140\", \"Not=A?Brand\";v=\"24\"\r\nContent-Type: text/plain;charset=UTF-8\r\nsec-ch-ua-mobile: ?0\r\nAccept: */*\r\n"
        + $"Origin: {origin}\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: empty\r\nReferer: {origin}/\r\n"
        + "Accept-Encoding: gzip, deflate, br, zstd\r\nAccept-Language: en-US,en;q=0.9\r\n\r\n" + body;

    private static string Post(string headers, string body) =>
        $"POST / HTTP/1.1\r\n{headers}\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    private async Task<string> SayAsync(string request, WireOptions? options = null)
    {
        var client = new PipeClient(_messenger, options);
        await client.SendAsync(request);
        client.End();
        return await client.ReadToEndAsync();
    }

    [Theory]
    [InlineData(Send, "CLTMSG")]
    [InlineData(Login, "LOGIN")]
    [InlineData(Login + "&SK=0123456789012345678901", "LOGIN")]
    [InlineData("VER=1.1&CMD=Logout&SEQ=7&UIN=10001", "LOGOUT")]
    [InlineData("VER=1.1&CMD=GetMsgEx&SEQ=7&UIN=10001", "GETMSGEX")]
    public async Task What_chromium_sends_for_a_foreign_page_is_answered_20_and_nothing_is_executed(string body, string name)
    {
        Assert.EndsWith($"VER=1.1&CMD={name}&SEQ=7&UIN=10001&RES=20", await SayAsync(FromChromium("http://page.example", body)),
            StringComparison.Ordinal);
        Assert.Empty(_messenger.Asked);
        Assert.Equal(0, _messenger.LoginsLookedAt);
    }

    [Theory]
    [InlineData("Origin: http://page.example")]
    [InlineData("Origin: null")]
    [InlineData("Origin:")]
    [InlineData("origin: http://127.0.0.1:8000\r\nSec-Fetch-Site: same-origin")]
    [InlineData("Sec-Fetch-Site: cross-site")]
    [InlineData("Origin: https://chat.example.org\r\nOrigin: https://chat.example.org")]
    [InlineData("Origin: https://chat.example.org.page.example")]
    [InlineData("Origin: https://chat.example.org:8443")]
    public async Task So_is_every_page_that_is_not_an_exception(string headers)
    {
        var options = new WireOptions { BrowserOrigins = ["https://chat.example.org"] };
        Assert.EndsWith("RES=20", await SayAsync(Post(headers, Send), options), StringComparison.Ordinal);
        Assert.Empty(_messenger.Asked);
    }

    [Fact]
    public async Task A_page_that_browser_origins_names_may()
    {
        var options = new WireOptions { BrowserOrigins = ["https://other.example.org", "https://chat.example.org"] };
        Assert.EndsWith("RES=0&", await SayAsync(FromChromium("https://chat.example.org", Send), options), StringComparison.Ordinal);
        Assert.False(_messenger.LastOrigin!.Value.Caller.ByKeyOnly);
    }

    [Fact]
    public async Task A_page_that_names_a_key_may_act_in_the_session_of_that_key_and_no_other()
    {
        Assert.EndsWith("RES=0&", await SayAsync(FromChromium("http://page.example", Send + "&SK=0123456789012345678901")),
            StringComparison.Ordinal);
        Assert.True(_messenger.LastOrigin!.Value.Caller.ByKeyOnly);
        Assert.Contains("RES=0&RS=0", await SayAsync(FromChromium("http://page.example", Login + "&SK=?")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cookie: Origin=x")]
    [InlineData("Sec-Fetch-Site: same-origin")]
    [InlineData("Sec-Fetch-Site: none")]
    [InlineData("User-Agent: Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1)")]
    public async Task Where_no_page_is_spoken_of_nothing_changes(string headers)
    {
        Assert.EndsWith("RES=0&", await SayAsync(Post(headers, Send)), StringComparison.Ordinal);
        Assert.False(_messenger.LastOrigin!.Value.Caller.ByKeyOnly);
    }
}
