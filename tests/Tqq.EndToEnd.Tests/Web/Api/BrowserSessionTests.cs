using System.Net;
using System.Text;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>A browser that is signed in by its cookie: over a real TLS port, and behind proxies.</summary>
public sealed class BrowserSessionTests : IDisposable
{
    private static readonly (string, string) Own = ("Sec-Fetch-Site", "same-origin");

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private Task<LocalServer> StartWithTlsAsync() => TlsServer.StartAsync(_directory);

    // The cookie that a sign-in sets, with all that stands behind it.
    private static async Task<string> SignInAsync(ApiClient browser, Person person, params (string Name, string Value)[] headers)
    {
        using var answer = await browser.CallAsync(
            HttpMethod.Post, "session", new { uin = person.Uin, password = person.Password }, headers);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return Assert.Single(answer.Headers.GetValues("Set-Cookie"));
    }

    private static (string, string) Cookie(string set) => ("Cookie", set.Split(';')[0]);

    [Fact]
    public async Task Over_tls_the_cookie_is_of_this_host_alone_and_signing_out_takes_it_back()
    {
        await using var server = await StartWithTlsAsync();
        var person = await server.AddPersonAsync();
        using var browser = new ApiClient(server, person.From);
        var set = await SignInAsync(browser, person, Own);
        Assert.Matches("^__Host-tqq-session=[A-Za-z0-9_-]{43}; max-age=7776000; path=/; secure; samesite=lax; httponly$", set);
        Assert.Equal(person.Uin, (await browser.AskAsync(HttpMethod.Get, "me", headers: Cookie(set))).GetProperty("uin").GetUInt32());
        // The name that any host and plain http may set opens nothing here.
        var plain = ("Cookie", set.Split(';')[0]["__Host-".Length..]);
        Assert.Equal("401 /errors/not-signed-in", await browser.RefusalAsync(HttpMethod.Get, "me", null, plain));
        using var left = await browser.CallAsync(HttpMethod.Delete, "session", null, Cookie(set), Own);
        Assert.Equal("__Host-tqq-session=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/; secure; samesite=lax; httponly",
            Assert.Single(left.Headers.GetValues("Set-Cookie")));
        Assert.Equal("401 /errors/not-signed-in", await browser.RefusalAsync(HttpMethod.Get, "me", null, Cookie(set)));
    }

    [Fact]
    public async Task A_cookie_that_was_there_before_signing_in_is_not_taken_over()
    {
        await using var server = await StartWithTlsAsync();
        var (person, other) = (await server.AddPersonAsync(), await server.AddPersonAsync());
        using var browser = new ApiClient(server, person.From);
        var planted = await SignInAsync(browser, other, Own);
        foreach (var cookie in new[] { Cookie(planted), ("Cookie", "__Host-tqq-session=" + new string('a', 43)) })
        {
            var set = await SignInAsync(browser, person, Own, cookie);
            Assert.NotEqual(cookie.Item2, set.Split(';')[0]);
            Assert.Equal(person.Uin, (await browser.AskAsync(HttpMethod.Get, "me", headers: Cookie(set))).GetProperty("uin").GetUInt32());
        }

        // Whoever planted it is who they were, and nobody's session has got another secret.
        Assert.Equal(other.Uin, (await browser.AskAsync(HttpMethod.Get, "me", headers: Cookie(planted))).GetProperty("uin").GetUInt32());
        Assert.Equal("401 /errors/not-signed-in", await browser.RefusalAsync(
            HttpMethod.Get, "me", null, ("Cookie", "__Host-tqq-session=" + new string('a', 43))));
    }

    [Fact]
    public async Task A_new_password_signs_out_everywhere_but_here()
    {
        await using var server = await StartWithTlsAsync();
        var person = await server.AddPersonAsync();
        using var browser = new ApiClient(server, person.From);
        var (here, elsewhere) = (await SignInAsync(browser, person, Own), await SignInAsync(browser, person, Own));
        using var program = await ApiClient.SignInAsync(person);
        await browser.AskAsync(HttpMethod.Put, "me/password", new { current = person.Password, @new = "battery staple" },
            HttpStatusCode.NoContent, Cookie(here), Own);
        Assert.Equal("401 /errors/not-signed-in", await browser.RefusalAsync(HttpMethod.Get, "me", null, Cookie(elsewhere)));
        Assert.Equal("401 /errors/not-signed-in", await program.RefusalAsync(HttpMethod.Get, "me"));
        await browser.AskAsync(HttpMethod.Get, "me", headers: Cookie(here));
    }

    [Fact]
    public async Task No_page_of_another_site_changes_anything_by_any_operation()
    {
        await using var server = await StartWithTlsAsync();
        var person = await server.AddPersonAsync();
        using var browser = new ApiClient(server, person.From);
        var cookie = Cookie(await SignInAsync(browser, person, Own));
        var before = await StateAsync(browser, cookie);
        foreach (var operation in (await ApiDocument.ReadAsync(server)).Operations.Where(operation =>
            !operation.IsOpen && operation.Method != HttpMethod.Get))
        {
            var refusal = operation.Ways.Contains("cookie") ? "403 /errors/foreign-page" : "401 /errors/not-signed-in";
            foreach (var sent in (string[])["Origin: https://elsewhere.test", "Origin: null", "Origin: http://127.0.0.1",
                "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Sec-Fetch-Site: none", "X-Nothing: said"])
                Assert.Equal($"{operation} {sent}: {refusal}",
                    $"{operation} {sent}: {await browser.RefusalAsync(operation.Method, operation.For(person.Uin), operation.Body(), cookie,
                        (sent.Split(": ")[0], sent.Split(": ")[1]))}");
            // What a form of a page can send without asking: with no type of JSON, and where the browser is old, with no origin.
            foreach (var form in (HttpContent[])[new StringContent("{}", Encoding.UTF8, "text/plain"),
                new FormUrlEncodedContent([new("text", "x")]), new MultipartFormDataContent { { new StringContent("x"), "text" } }])
                Assert.Equal($"{operation}: {refusal}",
                    $"{operation}: {await browser.RefusalAsync(operation.Method, operation.For(person.Uin), form, cookie)}");
        }

        Assert.Equal(before, await StateAsync(browser, cookie));
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.test")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task No_page_of_another_site_reads_with_the_cookie_or_learns_that_it_is_good(string name, string value)
    {
        await using var server = await StartWithTlsAsync();
        var person = await server.AddPersonAsync();
        using var browser = new ApiClient(server, person.From);
        var cookie = Cookie(await SignInAsync(browser, person, Own));
        foreach (var operation in (await ApiDocument.ReadAsync(server)).Operations.Where(operation =>
            !operation.IsOpen && operation.Method == HttpMethod.Get))
            Assert.Equal($"{operation}: 401 /errors/not-signed-in",
                $"{operation}: {await browser.RefusalAsync(operation.Method, operation.For(person.Uin), null, cookie, (name, value))}");
        // An address that somebody typed is no page's.
        await browser.AskAsync(HttpMethod.Get, "me", headers: [cookie, ("Sec-Fetch-Site", "none")]);
    }

    [Fact]
    public async Task No_page_of_another_site_makes_accounts_or_tries_passwords_from_the_address_of_who_looks_at_it()
    {
        await using var server = await LocalServer.StartAsync(
            _directory.At("data"), "--registration", "open", "--cors", "https://bot.test");
        var person = await server.AddPersonAsync();
        using var browser = new ApiClient(server, person.From);
        foreach (var body in new object[] { new { uin = person.Uin, password = person.Password, token = true },
            new { nick = "x", password = "correct horse", token = true } })
        {
            var path = body.ToString()!.Contains("nick", StringComparison.Ordinal) ? "registration" : "session";
            foreach (var said in new[] { ("Origin", "https://elsewhere.test"), ("Sec-Fetch-Site", "same-site") })
                Assert.Equal("403 /errors/foreign-page", await browser.RefusalAsync(HttpMethod.Post, path, body, said));
            await browser.AskAsync(HttpMethod.Post, path, body, HttpStatusCode.Created, ("Origin", "https://bot.test"));
            await browser.AskAsync(HttpMethod.Post, path, body, HttpStatusCode.Created);
        }
    }

    private static async Task<string> StateAsync(ApiClient browser, (string, string) cookie)
    {
        var state = new StringBuilder();
        foreach (var path in (string[])["me", "tokens", "me/app-passwords", "friends", "requests/out", "blocked", "muted", "conversations"])
            state.Append(await browser.AskAsync(HttpMethod.Get, path, headers: cookie));
        return state.ToString();
    }

    [Fact]
    public async Task Behind_a_proxy_that_is_named_a_password_and_its_cookie_come_by_https_alone()
    {
        await using var server = await LocalServer.StartAsync(_directory.At("data"), "--forwarded-from", "127.0.0.0/8");
        var person = await server.AddPersonAsync();
        using var proxy = new ApiClient(server, person.From);
        (string, string) from = ("X-Forwarded-For", "192.0.2.7"), https = ("X-Forwarded-Proto", "https");
        var body = new { uin = person.Uin, password = person.Password };
        Assert.Equal("403 /errors/needs-https", await proxy.RefusalAsync(HttpMethod.Post, "session", body, from));
        Assert.Equal("403 /errors/needs-https",
            await proxy.RefusalAsync(HttpMethod.Post, "session", body, from, ("X-Forwarded-Proto", "http")));
        // Before anybody types a password that would be heard on the way.
        Assert.Equal("""{"registration":"closed","needsHttps":true}""", (await proxy.AskAsync(HttpMethod.Get, "registration", null,
            HttpStatusCode.OK, from)).GetRawText());
        Assert.Equal("""{"registration":"closed"}""", (await proxy.AskAsync(HttpMethod.Get, "registration", null,
            HttpStatusCode.OK, from, https)).GetRawText());
        var set = await SignInAsync(proxy, person, from, https, Own);
        Assert.Matches("^__Host-tqq-session=.*; path=/; secure; samesite=lax; httponly$", set);
        Assert.Equal("192.0.2.7", (await proxy.AskAsync(HttpMethod.Get, "sessions", null, HttpStatusCode.OK, Cookie(set), from, https))
            .GetProperty("sessions")[0].GetProperty("address").GetString());
    }

    [Fact]
    public async Task Whoever_runs_the_server_may_allow_plain_http()
    {
        await using var server = await LocalServer.StartAsync(
            _directory.At("data"), "--forwarded-from", "127.0.0.0/8", "--web-plain", "true");
        var person = await server.AddPersonAsync();
        using var proxy = new ApiClient(server, person.From);
        Assert.StartsWith("tqq-session=", await SignInAsync(proxy, person, ("X-Forwarded-For", "192.0.2.7")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_nobody_has_named_brings_no_password_and_is_warned_about()
    {
        await using var server = await RunningServer.StartAsync(_directory.At("data"));
        var person = await server.AddPersonAsync();
        using var proxy = new ApiClient(server, person.From);
        foreach (var proto in (string[])["http", "https"])
            Assert.Equal("403 /errors/needs-https", await proxy.RefusalAsync(HttpMethod.Post, "session",
                new { uin = person.Uin, password = person.Password }, ("X-Forwarded-For", "192.0.2.7"), ("X-Forwarded-Proto", proto)));
        await server.TerminateAsync();
        Assert.Single(server.Errors, line => line.Contains("--forwarded-from does not name it", StringComparison.Ordinal));
    }
}
