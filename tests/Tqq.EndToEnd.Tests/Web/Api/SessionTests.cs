using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>Signing in to the API: programs get a token, browsers a cookie.</summary>
public sealed partial class SessionTests(SharedServer shared)
{
    private static readonly string[] Elsewhere = ["192.0.2.0/24"];

    [Fact]
    public async Task A_program_gets_a_token_which_scanners_can_tell_and_acts_with_it()
    {
        var person = await shared.Server.AddPersonAsync(nick: "小红");
        using var program = await ApiClient.SignInAsync(person);
        Assert.Matches(Token(), program.Token);
        var me = await program.AskAsync(HttpMethod.Get, "me");
        Assert.StartsWith($$"""{"uin":{{person.Uin}},"nick":"小红","status":"offline",""", me.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_gets_a_cookie_that_no_script_reads_and_no_token()
    {
        var person = await shared.Server.AddPersonAsync();
        using var browser = new ApiClient(shared.Server, person.From);
        using var answer = await browser.CallAsync(HttpMethod.Post, "session", new { uin = person.Uin, password = person.Password });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.DoesNotContain(
            "token", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Matches("^tqq-session=[A-Za-z0-9_-]{43}; max-age=7776000; path=/; samesite=lax; httponly$", cookie);
        await browser.AskAsync(HttpMethod.Get, "me", headers: ("Cookie", cookie.Split(';')[0]));
    }

    [Fact]
    public async Task A_browser_that_does_not_stay_signed_in_gets_a_cookie_that_ends_with_it()
    {
        var person = await shared.Server.AddPersonAsync();
        using var browser = new ApiClient(shared.Server, person.From);
        using var answer = await browser.CallAsync(
            HttpMethod.Post, "session", new { uin = person.Uin, password = person.Password, stay = false });
        Assert.Matches("^tqq-session=[A-Za-z0-9_-]{43}; path=/; samesite=lax; httponly$",
            Assert.Single(answer.Headers.GetValues("Set-Cookie")));
    }

    [Fact]
    public async Task Who_signs_in_with_a_status_has_it_before_anybody_sees_them()
    {
        var (anna, bao) = (await shared.Server.AddPersonAsync("anyone"), await shared.Server.AddPersonAsync("anyone"));
        using var friend = await ApiClient.SignInAsync(bao);
        await friend.AskAsync(HttpMethod.Post, "friends", new { uin = anna.Uin });
        await anna.LoginAsync();
        Assert.Equal("online", await SeenAsync());
        using var page = new ApiClient(shared.Server, anna.From);
        using var signedIn = await page.CallAsync(
            HttpMethod.Post, "session", new { uin = anna.Uin, password = anna.Password, token = true, status = "invisible" });
        Assert.Equal("offline", await SeenAsync());
        Assert.Equal("400 /errors/bad-input", await page.RefusalAsync(
            HttpMethod.Post, "session", new { uin = anna.Uin, password = anna.Password, status = "away" }));

        async Task<string?> SeenAsync() => (await friend.AskAsync(HttpMethod.Get, "friends")).GetProperty("friends")[0]
            .GetProperty("status").GetString();
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    public async Task A_wrong_password_opens_nothing_and_says_not_what_is_wrong(string password)
    {
        var person = await shared.Server.AddPersonAsync();
        using var guesser = new ApiClient(shared.Server, person.From);
        Assert.Equal("401 /errors/wrong-password",
            await guesser.RefusalAsync(HttpMethod.Post, "session", new { uin = person.Uin, password }));
        Assert.Equal("401 /errors/wrong-password",
            await guesser.RefusalAsync(HttpMethod.Post, "session", new { uin = 4_000_000_000, password }));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Origin", "https://elsewhere.test")]
    public async Task No_page_of_another_site_signs_its_visitor_in_or_acts_with_his_cookie(string name, string value)
    {
        var person = await shared.Server.AddPersonAsync();
        using var browser = new ApiClient(shared.Server, person.From);
        var signIn = new { uin = person.Uin, password = person.Password };
        Assert.Equal("403 /errors/foreign-page", await browser.RefusalAsync(HttpMethod.Post, "session", signIn, (name, value)));
        using var answer = await browser.CallAsync(HttpMethod.Post, "session", signIn, ("Sec-Fetch-Site", "same-origin"));
        var cookie = ("Cookie", answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        Assert.Equal("403 /errors/foreign-page", await browser.RefusalAsync(HttpMethod.Delete, "session", null, cookie, (name, value)));
        Assert.Equal("403 /errors/foreign-page", await browser.RefusalAsync(HttpMethod.Delete, "session", null, cookie));
        await browser.AskAsync(HttpMethod.Delete, "session", null, HttpStatusCode.NoContent, cookie, ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal("401 /errors/not-signed-in", await browser.RefusalAsync(HttpMethod.Get, "me", null, cookie));
    }

    [Fact]
    public async Task Sessions_are_listed_named_and_ended()
    {
        var person = await shared.Server.AddOnlineAsync();
        using var first = await ApiClient.SignInAsync(person);
        using var second = await ApiClient.SignInAsync(person);
        await second.AskAsync(HttpMethod.Patch, "sessions/1", new { name = "Küche 厨房" });
        var list = await second.AskAsync(HttpMethod.Get, "sessions");
        Assert.Equal(["1 program Küche 厨房 False", "2 program  True"], list.GetProperty("sessions").EnumerateArray().Select(session =>
            $"{session.GetProperty("id")} {session.GetProperty("kind")} {session.GetProperty("name")} {session.GetProperty("isThis")}"));
        var wire = list.GetProperty("wire");
        Assert.Equal(("http-qq", person.From.ToString(), false), (wire.GetProperty("door").GetString(),
            wire.GetProperty("address").GetString(), wire.GetProperty("hasKey").GetBoolean()));
        await second.AskAsync(HttpMethod.Delete, "sessions/wire", status: HttpStatusCode.NoContent);
        Assert.False((await second.AskAsync(HttpMethod.Get, "sessions")).TryGetProperty("wire", out _));
        Assert.Equal("20", await person.ResultAsync("List", "&TN=1"));
        Assert.Equal("404 /errors/missing", await second.RefusalAsync(HttpMethod.Delete, "sessions/wire"));
        Assert.Equal("404 /errors/missing", await second.RefusalAsync(HttpMethod.Delete, "sessions/9"));
        await second.AskAsync(HttpMethod.Delete, "sessions/1", status: HttpStatusCode.NoContent);
        Assert.Equal("401 /errors/not-signed-in", await first.RefusalAsync(HttpMethod.Get, "me"));
        await second.AskAsync(HttpMethod.Delete, "session", status: HttpStatusCode.NoContent);
        Assert.Equal("401 /errors/not-signed-in", await second.RefusalAsync(HttpMethod.Get, "me"));
    }

    [Fact]
    public async Task An_app_password_is_for_the_wire_and_a_wire_that_is_off_is_no_matter_here()
    {
        var person = await shared.Server.AddPersonAsync();
        using var made = await shared.Server.AdminAsync(HttpMethod.Post, $"accounts/{person.Uin}/app-passwords", new { name = "phone" });
        var app = JsonDocument.Parse(await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        using (await shared.Server.AdminAsync(HttpMethod.Patch, $"accounts/{person.Uin}", new { wireLogin = "off" }))
        using (var client = new ApiClient(shared.Server, person.From))
            Assert.Equal("401 /errors/wrong-password", await client.RefusalAsync(HttpMethod.Post, "session",
                new { uin = person.Uin, password = app.GetProperty("password").GetString() }));
        using var program = await ApiClient.SignInAsync(person);
    }

    [Fact]
    public async Task Whatever_ends_an_admission_ends_it_at_once()
    {
        var person = await shared.Server.AddPersonAsync();
        using var program = await ApiClient.SignInAsync(person);
        Task<HttpResponseMessage> AdminAsync(string path, object? body = null) => shared.Server.AdminAsync(
            body is null ? HttpMethod.Post : path.EndsWith("password", StringComparison.Ordinal) ? HttpMethod.Put : HttpMethod.Patch,
            $"accounts/{person.Uin}{path}", body);
        using (await AdminAsync("", new { allowedAddresses = Elsewhere }))
            Assert.Equal("401 /errors/not-signed-in", await program.RefusalAsync(HttpMethod.Get, "me"));
        using (await AdminAsync("", new { allowedAddresses = Array.Empty<string>() }))
            await program.AskAsync(HttpMethod.Get, "me");
        using (await AdminAsync("/kick?devices=true"))
            Assert.Equal("401 /errors/not-signed-in", await program.RefusalAsync(HttpMethod.Get, "me"));
        using var again = await ApiClient.SignInAsync(person);
        using (await AdminAsync("/password", new { password = person.Password }))
            Assert.Equal("401 /errors/not-signed-in", await again.RefusalAsync(HttpMethod.Get, "me"));
        using var third = await ApiClient.SignInAsync(person);
        using (await AdminAsync("/disable"))
            Assert.Equal("401 /errors/not-signed-in", await third.RefusalAsync(HttpMethod.Get, "me"));
        Assert.Equal("403 /errors/account-disabled",
            await third.RefusalAsync(HttpMethod.Post, "session", new { uin = person.Uin, password = person.Password }));
    }

    [Fact]
    public async Task Only_the_right_password_from_where_the_account_is_used_tells_that_it_is_disabled()
    {
        var person = await shared.Server.AddPersonAsync();
        using var client = new ApiClient(shared.Server, person.From);
        using var disabled = await shared.Server.AdminAsync(HttpMethod.Post, $"accounts/{person.Uin}/disable", new { reason = "for us" });
        Assert.Equal("401 /errors/wrong-password",
            await client.RefusalAsync(HttpMethod.Post, "session", new { uin = person.Uin, password = "wrong" }));
        // Who is told that has not guessed wrongly: nobody is held back for it.
        for (var tries = 0; tries < 8; tries++)
        {
            using var answer = await client.CallAsync(HttpMethod.Post, "session", new { uin = person.Uin, password = person.Password });
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("/errors/account-disabled", text, StringComparison.Ordinal);
            // The reason is for administrators.
            Assert.DoesNotContain("for us", text, StringComparison.Ordinal);
        }

        using var moved = await shared.Server.AdminAsync(
            HttpMethod.Patch, $"accounts/{person.Uin}", new { allowedAddresses = Elsewhere });
        Assert.Equal("401 /errors/wrong-password",
            await client.RefusalAsync(HttpMethod.Post, "session", new { uin = person.Uin, password = person.Password }));
    }

    [Fact]
    public async Task Whatever_has_to_do_with_sessions_and_tokens_counts_against_the_account_s_limit()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"), "--rate-other", "1/1h burst 1");
        using var program = await ApiClient.SignInAsync(await server.AddPersonAsync());
        await program.AskAsync(HttpMethod.Get, "sessions");
        foreach (var (method, path, body) in ((string, string, object?)[])[("GET", "sessions", null), ("GET", "tokens", null),
            ("PATCH", "sessions/1", new { name = "x" }), ("POST", "tokens", new { name = "x", rights = "read" }),
            ("DELETE", "tokens/1", null), ("DELETE", "sessions/1", null), ("DELETE", "session", null)])
            Assert.Equal("429 /errors/too-fast", await program.RefusalAsync(HttpMethod.Parse(method), path, body));
    }

    [GeneratedRegex("^tq_[0-9A-Za-z]{38}$")]
    private static partial Regex Token();
}
