using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>The cookie of an administrator over a real TLS port, and that none which was there before signing in is taken over.</summary>
public sealed class AdminCookieTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private LocalServer _server = null!;
    private Person _anna = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TlsServer.StartAsync(_directory);
        _anna = await _server.AddPersonAsync();
        await AdminBrowser.AppointAsync(_anna);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Over_tls_the_cookie_is_of_this_host_alone_and_signing_out_takes_it_back()
    {
        using var browser = new AdminBrowser(_server, _anna.From);
        var set = await SignInAsync(browser);
        Assert.Matches("^__Host-tqq-admin=[A-Za-z0-9_-]{43}; path=/; secure; samesite=strict; httponly$", set);
        browser.Cookie = set.Split(';')[0];
        await browser.AskAsync(HttpMethod.Get, "session");
        // The name that any host and plain http may set opens nothing here.
        browser.Cookie = browser.Cookie["__Host-".Length..];
        Assert.Equal("401 /errors/not-signed-in", await browser.RefusalAsync(HttpMethod.Get, "session"));
        browser.Cookie = set.Split(';')[0];
        using var left = await browser.CallAsync(HttpMethod.Delete, "session");
        Assert.Equal("__Host-tqq-admin=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/; secure; samesite=strict; httponly",
            Assert.Single(left.Headers.GetValues("Set-Cookie")));
        Assert.Equal("401 /errors/not-signed-in", await browser.RefusalAsync(HttpMethod.Get, "session"));
    }

    [Fact]
    public async Task A_cookie_that_was_there_before_signing_in_is_not_taken_over()
    {
        var bao = await _server.AddPersonAsync();
        using var other = await AdminBrowser.SignInAsync(bao, "read-only");
        var planted = other.Cookie!;
        var made = "__Host-tqq-admin=" + new string('a', 43);
        foreach (var before in new[] { planted, made })
        {
            using var browser = new AdminBrowser(_server, _anna.From) { Cookie = before };
            browser.Cookie = (await SignInAsync(browser)).Split(';')[0];
            Assert.NotEqual(before, browser.Cookie);
            Assert.Equal(_anna.Uin, (await browser.AskAsync(HttpMethod.Get, "session")).GetProperty("uin").GetUInt32());
        }

        // Whoever planted it is who they were, and nobody's session has got another secret.
        Assert.Equal(bao.Uin, (await other.AskAsync(HttpMethod.Get, "session")).GetProperty("uin").GetUInt32());
        other.Cookie = made;
        Assert.Equal("401 /errors/not-signed-in", await other.RefusalAsync(HttpMethod.Get, "session"));
    }

    [Fact]
    public async Task Neither_cookie_opens_the_door_of_the_other()
    {
        using var browser = new AdminBrowser(_server, _anna.From);
        var admin = (await SignInAsync(browser)).Split(';')[0].Split('=')[1];
        using var person = new ApiClient(_server, _anna.From);
        using var answer = await person.CallAsync(HttpMethod.Post, "session", new { uin = _anna.Uin, password = _anna.Password });
        var own = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=')[1];
        Assert.Equal("401 /errors/not-signed-in",
            await person.RefusalAsync(HttpMethod.Get, "me", null, ("Cookie", "__Host-tqq-session=" + admin)));
        browser.Cookie = "__Host-tqq-admin=" + own;
        Assert.Equal("401 /errors/not-signed-in", await browser.RefusalAsync(HttpMethod.Get, "session"));
    }

    private async Task<string> SignInAsync(AdminBrowser browser)
    {
        using var answer = await browser.CallAsync(HttpMethod.Post, "session", new { uin = _anna.Uin, password = _anna.Password });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return Assert.Single(answer.Headers.GetValues("Set-Cookie"));
    }
}
