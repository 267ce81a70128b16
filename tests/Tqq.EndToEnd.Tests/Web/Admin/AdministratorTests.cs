using System.Net;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>
/// Who administers a server, from its first link on, and what the audit log says of it. Each test has a server of its own.
/// </summary>
public sealed class AdministratorTests : IAsyncLifetime
{
    private static readonly IPAddress s_here = new([127, 1, 3, 4]);

    private static readonly Dictionary<string, string> Fields = new() { ["RN"] = "包" };

    private readonly TemporaryDirectory _directory = new();
    private LocalServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LocalServer.StartAsync(_directory.At("data"));

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    private async Task<string> LinkAsync()
    {
        using var made = await _server.AdminAsync(HttpMethod.Post, "administrators/link");
        var body = await JsonOf(made);
        Assert.Equal($"{_server.Web}admin/#link={body.GetProperty("code")}", body.GetProperty("link").GetString());
        return body.GetProperty("code").GetString()!;
    }

    private async Task<JsonElement> TokenAsync(HttpMethod method, string path, object? body = null)
    {
        using var answer = await _server.AdminAsync(method, path, body);
        return await JsonOf(answer);
    }

    private static async Task<JsonElement> JsonOf(HttpResponseMessage answer) =>
        await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) is { Length: > 0 } text
            ? JsonDocument.Parse(text).RootElement : default;

    private async Task<string[]> LinesAsync(string filter = "") =>
        [.. (await TokenAsync(HttpMethod.Get, "audit?limit=1000" + filter)).GetProperty("entries").EnumerateArray().Reverse()
            .Select(entry => string.Join(' ', ((string[])["who", "from", "act", "target", "detail", "outcome"]).Select(name =>
                entry.TryGetProperty(name, out var value) ? value.GetString() : "-")))];

    [Fact]
    public async Task A_link_makes_the_first_administrator_once_and_signs_in()
    {
        var code = await LinkAsync();
        using var browser = new AdminBrowser(_server, s_here);
        Assert.Equal("403 /errors/no-link",
            await browser.RefusalAsync(HttpMethod.Post, "first", new { code = code[1..], nick = "Anna", password = "correct horse" }));
        Assert.Equal("400 /errors/bad-input",
            await browser.RefusalAsync(HttpMethod.Post, "first", new { code, nick = "Anna", password = "12345678" }));
        Assert.Equal("400 /errors/bad-input",
            await browser.RefusalAsync(HttpMethod.Post, "first", new { code, password = "correct horse" }));
        Assert.Equal("409 /errors/number-taken",
            await browser.RefusalAsync(HttpMethod.Post, "first", new { code, uin = 10001, password = "correct horse" }));
        using var answer = await browser.CallAsync(HttpMethod.Post, "first", new { code, nick = "Anna", password = "correct horse" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        browser.Cookie = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        var uin = (await browser.AskAsync(HttpMethod.Get, "session")).GetProperty("uin").GetInt64();
        Assert.Equal("403 /errors/no-link",
            await browser.RefusalAsync(HttpMethod.Post, "first", new { code, nick = "Bao", password = "correct horse" }));
        Assert.Equal("app-password", (await TokenAsync(HttpMethod.Get, $"accounts/{uin}")).GetProperty("wireLogin").GetString());
        Assert.Equal(
            [
                "token 127.0.0.1 administrator.link - - done",
                "nobody 127.1.3.4 administrator.by-link - - refused: no such link",
                "link 127.1.3.4 administrator.by-link 10001 role=full refused 409",
                $"link 127.1.3.4 administrator.by-link {uin} role=full done",
                $"{uin} 127.1.3.4 session.open - by a link done",
                "nobody 127.1.3.4 administrator.by-link - - refused: no such link",
            ], await LinesAsync());
    }

    [Fact]
    public async Task A_link_promotes_an_account_that_is_there_with_the_new_password()
    {
        var person = await _server.AddOnlineAsync();
        using var browser = new AdminBrowser(_server, s_here);
        using var answer = await browser.CallAsync(
            HttpMethod.Post, "first", new { code = await LinkAsync(), uin = person.Uin, password = "correct horse" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("20", await person.ResultAsync("List", "&TN=1"));
        Assert.Equal("401 /errors/wrong-password",
            await browser.RefusalAsync(HttpMethod.Post, "session", new { uin = person.Uin, password = person.Password }));
    }

    [Fact]
    public async Task Nobody_becomes_an_administrator_with_a_password_that_may_have_been_heard()
    {
        var person = await _server.AddPersonAsync();
        using var browser = new AdminBrowser(_server, s_here);
        var code = await LinkAsync();
        using var refused = await _server.AdminAsync(
            HttpMethod.Post, "administrators", new { uin = person.Uin, role = "full", password = person.Password });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("400 /errors/bad-input",
            await browser.RefusalAsync(HttpMethod.Post, "first", new { code, uin = person.Uin, password = person.Password }));
        // The link is good yet.
        using var answer = await browser.CallAsync(HttpMethod.Post, "first", new { code, uin = person.Uin, password = "correct horse" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task An_administrator_is_not_locked_out_by_the_own_networks()
    {
        var (anna, bao) = (await _server.AddPersonAsync(), await _server.AddPersonAsync());
        using var admin = await AdminBrowser.SignInAsync(anna);
        string[] elsewhere = ["203.0.113.0/24"], here = ["127.0.0.0/8"];
        Assert.Equal("400 /errors/bad-input",
            await admin.RefusalAsync(HttpMethod.Patch, $"accounts/{anna.Uin}", new { allowedAddresses = elsewhere }));
        await admin.AskAsync(HttpMethod.Patch, $"accounts/{anna.Uin}", new { allowedAddresses = here });
        await admin.AskAsync(HttpMethod.Patch, $"accounts/{bao.Uin}", new { allowedAddresses = elsewhere });
    }

    [Fact]
    public async Task Nobody_in_a_browser_leaves_the_server_without_an_administrator_and_the_machine_may()
    {
        var (anna, bao) = (await _server.AddPersonAsync(), await _server.AddPersonAsync());
        using var admin = await AdminBrowser.SignInAsync(anna, isConfirmed: true);
        await AdminBrowser.AppointAsync(bao, "read-only");
        var own = $"administrators/{anna.Uin}";
        Assert.Equal("409 /errors/last-administrator", await admin.RefusalAsync(HttpMethod.Delete, own));
        Assert.Equal("409 /errors/last-administrator", await admin.RefusalAsync(HttpMethod.Patch, own, new { role = "read-only" }));
        Assert.Equal("409 /errors/last-administrator", await admin.RefusalAsync(HttpMethod.Post, $"accounts/{anna.Uin}/disable"));
        Assert.Equal("full", (await admin.AskAsync(HttpMethod.Patch, $"administrators/{bao.Uin}", new { role = "full" }))
            .GetProperty("role").GetString());
        await admin.AskAsync(HttpMethod.Delete, own, status: HttpStatusCode.NoContent);
        using var removed = await _server.AdminAsync(HttpMethod.Delete, $"administrators/{bao.Uin}");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Empty((await TokenAsync(HttpMethod.Get, "administrators")).GetProperty("administrators").EnumerateArray());
    }

    [Fact]
    public async Task Roles_and_the_second_factor_outlive_a_restart_and_sessions_do_not()
    {
        var person = await _server.AddPersonAsync();
        using var admin = await AdminBrowser.SignInAsync(person, "read-only", isConfirmed: true);
        await _server.DisposeAsync();
        _server = await LocalServer.StartAsync(_directory.At("data"));
        var one = Assert.Single((await TokenAsync(HttpMethod.Get, "administrators")).GetProperty("administrators").EnumerateArray());
        Assert.Equal((person.Uin, "read-only", 0),
            (one.GetProperty("uin").GetUInt32(), one.GetProperty("role").GetString(), one.GetProperty("sessions").GetInt32()));
        using var again = new AdminBrowser(_server, person.From) { Cookie = admin.Cookie };
        Assert.Equal("401 /errors/not-signed-in", await again.RefusalAsync(HttpMethod.Get, "session"));
    }

    [Fact]
    public async Task What_is_done_is_written_before_it_is_answered_with_who_from_where_on_whom_and_no_secret()
    {
        var (anna, bao) = (await _server.AddPersonAsync(), await _server.AddPersonAsync());
        using var admin = await AdminBrowser.SignInAsync(anna, isConfirmed: true);
        await admin.AskAsync(HttpMethod.Put, $"accounts/{bao.Uin}/password", new { password = "a new secret" }, HttpStatusCode.NoContent);
        await admin.AskAsync(HttpMethod.Patch, $"accounts/{bao.Uin}", new { whoMayAdd = "anyone", fields = Fields });
        Assert.Equal("404 /errors/missing", await admin.RefusalAsync(HttpMethod.Post, "accounts/4000000000/kick?devices=true"));
        Assert.Equal("403 /errors/not-allowed", await WithoutRightAsync(bao));
        var lines = await LinesAsync();
        Assert.Equal(
            [
                $"token 127.0.0.1 account.create {anna.Uin} nick=\"Hackfan 好\" whoMayAdd=\"verify\" done",
                $"token 127.0.0.1 account.create {bao.Uin} nick=\"Hackfan 好\" whoMayAdd=\"verify\" done",
                $"token 127.0.0.1 administrator.add {anna.Uin} role=\"full\" done",
                $"{anna.Uin} {anna.From} session.open - - done",
                $"{anna.Uin} {anna.From} session.confirm - - done",
                $"{anna.Uin} {anna.From} account.password {bao.Uin} - done",
                $"{anna.Uin} {anna.From} account.edit {bao.Uin} whoMayAdd=\"anyone\"; fields RN done",
                $"{anna.Uin} {anna.From} account.kick 4000000000 ?devices=true refused 404",
            ], lines.Take(8));
        Assert.Equal(lines.Where(line => line.StartsWith($"{anna.Uin} ", StringComparison.Ordinal)), await LinesAsync($"&who={anna.Uin}"));
        Assert.Equal([lines[5]], await LinesAsync("&act=account.pass"));
        // A number is found as who acted, and as on whom.
        Assert.Equal(lines.Where(line => line.Contains($"{bao.Uin}", StringComparison.Ordinal)), await LinesAsync($"&text={bao.Uin}"));
        Assert.Equal(lines.Where(line => line.Contains("4000000000", StringComparison.Ordinal)), await LinesAsync("&text=REFUSED%20404"));
        var export = await admin.CallAsync(HttpMethod.Get, "audit/export");
        var text = await export.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        foreach (var secret in new[] { anna.Password, bao.Password, "a new secret", admin.Cookie!.Split('=')[1] })
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        var csv = await (await admin.CallAsync(HttpMethod.Get, "audit/export?format=csv")).Content.ReadAsStringAsync(
            TestContext.Current.CancellationToken);
        Assert.Equal(text.Split('\n').Length + 1, csv.Split("\r\n").Length);
        var filtered = await (await admin.CallAsync(HttpMethod.Get, $"audit/export?act=account.kick&who={anna.Uin}")).Content
            .ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, filtered.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var verdict = await admin.AskAsync(HttpMethod.Get, "audit/verify");
        Assert.Equal((true, 1L), (verdict.GetProperty("ok").GetBoolean(), verdict.GetProperty("first").GetInt64()));
        Assert.EndsWith($"\"hash\":\"{verdict.GetProperty("head").GetString()}\"}}\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new", HttpStatusCode.BadRequest)]
    [InlineData("12345678", HttpStatusCode.BadRequest)]
    [InlineData("battery staple", HttpStatusCode.NoContent)]
    public async Task A_new_password_of_an_administrator_is_as_hard_to_guess_as_the_first_one(string password, HttpStatusCode status)
    {
        await TokenAsync(HttpMethod.Post, "administrators", new { uin = 10001, role = "full", password = "correct horse", nick = "Anna" });
        using var answer = await _server.AdminAsync(HttpMethod.Put, "accounts/10001/password", new { password });
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_new_password_is_told_to_its_account_by_10000()
    {
        var person = await _server.AddPersonAsync();
        using var set = await _server.AdminAsync(HttpMethod.Put, $"accounts/{person.Uin}/password", new { password = person.Password });
        await person.LoginAsync();
        Assert.Contains("10000", await person.AskAsync("GetMsgEx"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_password_asks_for_the_password_again_and_is_told_to_its_account_by_10000()
    {
        var (anna, bao) = (await _server.AddPersonAsync(), await _server.AddPersonAsync());
        using var admin = await AdminBrowser.SignInAsync(anna);
        var path = $"accounts/{bao.Uin}/app-passwords";
        Assert.Equal("403 /errors/confirm-password", await admin.RefusalAsync(HttpMethod.Post, path, new { name = "phone" }));
        await admin.AskAsync(HttpMethod.Post, "session/confirm", new { password = anna.Password });
        await admin.AskAsync(HttpMethod.Post, path, new { name = "phone" }, HttpStatusCode.Created);
        await bao.LoginAsync();
        Assert.Contains("10000", await bao.AskAsync("GetMsgEx"), StringComparison.Ordinal);
        Assert.Equal([$"{anna.Uin} {anna.From} app-password.add {bao.Uin} name=\"phone\"; app password 1 done"],
            await LinesAsync("&act=app-password"));
    }

    [Fact]
    public async Task The_log_says_on_whom_and_what_was_made_however_the_body_is_spelled()
    {
        var anna = await _server.AddPersonAsync();
        using var admin = await AdminBrowser.SignInAsync(anna, isConfirmed: true);
        var (bao, chen) = (TestServer.NextUin(), 3_000_000_001U);
        await admin.AskAsync(HttpMethod.Post, "administrators", Json(
            $"\uFEFF{{ \"uin\": {bao},\r\n \"role\": \"f\\u0075ll\", \"password\": \"correct horse\", \"nick\": \"Bao\" }}"),
            HttpStatusCode.Created);
        var given = (await admin.AskAsync(HttpMethod.Post, "accounts", new { nick = "Dai" }, HttpStatusCode.Created)).GetProperty("uin");
        await admin.AskAsync(HttpMethod.Post, "accounts/csv", new StringContent($"nick,uin\nChen,{chen}\nDai,{chen + 1}", null, "text/csv"),
            HttpStatusCode.Created);
        var invitation = await admin.AskAsync(HttpMethod.Post, "invitations", new { uses = 2 }, HttpStatusCode.Created);
        await admin.RefusalAsync(HttpMethod.Post, "accounts", new { nick = new string('x', 10_000) });
        var lines = (await LinesAsync($"&who={anna.Uin}")).Skip(2).ToArray();
        Assert.Equal(
            [
                $"{anna.Uin} {anna.From} administrator.add {bao} role=\"full\" nick=\"Bao\" done",
                $"{anna.Uin} {anna.From} account.create {given} nick=\"Dai\" done",
                $"{anna.Uin} {anna.From} account.import - 2 accounts: {chen}-{chen + 1} done",
                $"{anna.Uin} {anna.From} invitation.create {invitation.GetProperty("id")} uses=2 done",
            ], lines.Take(4));
        Assert.InRange(lines[4].Length, 500, 700);
    }

    [Fact]
    public async Task Sessions_of_before_a_new_password_do_not_count_as_open()
    {
        var (anna, bao) = (await _server.AddPersonAsync(), await _server.AddPersonAsync());
        using var admin = await AdminBrowser.SignInAsync(anna, isConfirmed: true);
        using var other = await AdminBrowser.SignInAsync(bao);
        await admin.AskAsync(HttpMethod.Put, $"accounts/{bao.Uin}/password", new { password = "battery staple" }, HttpStatusCode.NoContent);
        var all = (await admin.AskAsync(HttpMethod.Get, "administrators")).GetProperty("administrators").EnumerateArray();
        Assert.Equal([1, 0], all.OrderBy(one => one.GetProperty("uin").GetUInt32() == bao.Uin)
            .Select(one => one.GetProperty("sessions").GetInt32()));
    }

    [Fact]
    public async Task Nothing_that_an_administrator_is_shown_is_kept_by_a_browser_or_a_proxy()
    {
        var anna = await _server.AddPersonAsync();
        using var admin = await AdminBrowser.SignInAsync(anna);
        foreach (var path in new[] { "accounts", $"accounts/{anna.Uin}", "sessions", "settings", "overview", "nowhere" })
        {
            using var answer = await admin.CallAsync(HttpMethod.Get, path);
            Assert.True(answer.Headers.CacheControl is { NoStore: true }, path);
        }
    }

    private static StringContent Json(string text) => new(text, null, "application/json");

    private static async Task<string> WithoutRightAsync(Person person)
    {
        await AdminBrowser.AppointAsync(person, "read-only");
        using var reader = new AdminBrowser(person.Server, person.From);
        await reader.SignInAsync(person);
        return await reader.RefusalAsync(HttpMethod.Post, $"accounts/{person.Uin}/kick");
    }
}
