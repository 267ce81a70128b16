using System.Net;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>Who administers a server, from its first link on.</summary>
public sealed class AdministratorTests : Administration
{
    private static readonly IPAddress s_here = new([127, 1, 3, 4]);

    private async Task<string> LinkAsync()
    {
        using var made = await Server.AdminAsync(HttpMethod.Post, "administrators/link");
        var body = await JsonOf(made);
        Assert.Equal($"{Server.Web}admin/#link={body.GetProperty("code")}", body.GetProperty("link").GetString());
        return body.GetProperty("code").GetString()!;
    }

    [Fact]
    public async Task A_link_makes_the_first_administrator_once_and_signs_in()
    {
        var code = await LinkAsync();
        using var browser = new AdminBrowser(Server, s_here);
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
        var person = await Server.AddOnlineAsync();
        using var browser = new AdminBrowser(Server, s_here);
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
        var person = await Server.AddPersonAsync();
        using var browser = new AdminBrowser(Server, s_here);
        var code = await LinkAsync();
        using var refused = await Server.AdminAsync(
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
        var (anna, bao) = (await Server.AddPersonAsync(), await Server.AddPersonAsync());
        using var admin = await AdminBrowser.SignInAsync(anna);
        string[] elsewhere = ["203.0.113.0/24"], here = ["127.0.0.0/8"];
        Assert.Equal("400 /errors/bad-input",
            await admin.RefusalAsync(HttpMethod.Patch, $"accounts/{anna.Uin}", new { allowedAddresses = elsewhere }));
        await admin.AskAsync(HttpMethod.Patch, $"accounts/{anna.Uin}", new { allowedAddresses = here });
        await admin.AskAsync(HttpMethod.Patch, $"accounts/{bao.Uin}", new { allowedAddresses = elsewhere });
    }

    [Fact]
    public async Task Nobody_in_a_browser_leaves_theServer_without_an_administrator_and_the_machine_may()
    {
        var (anna, bao) = (await Server.AddPersonAsync(), await Server.AddPersonAsync());
        using var admin = await AdminBrowser.SignInAsync(anna, isConfirmed: true);
        await AdminBrowser.AppointAsync(bao, "read-only");
        var own = $"administrators/{anna.Uin}";
        Assert.Equal("409 /errors/last-administrator", await admin.RefusalAsync(HttpMethod.Delete, own));
        Assert.Equal("409 /errors/last-administrator", await admin.RefusalAsync(HttpMethod.Patch, own, new { role = "read-only" }));
        Assert.Equal("409 /errors/last-administrator", await admin.RefusalAsync(HttpMethod.Post, $"accounts/{anna.Uin}/disable"));
        Assert.Equal("full", (await admin.AskAsync(HttpMethod.Patch, $"administrators/{bao.Uin}", new { role = "full" }))
            .GetProperty("role").GetString());
        await admin.AskAsync(HttpMethod.Delete, own, status: HttpStatusCode.NoContent);
        using var removed = await Server.AdminAsync(HttpMethod.Delete, $"administrators/{bao.Uin}");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Empty((await TokenAsync(HttpMethod.Get, "administrators")).GetProperty("administrators").EnumerateArray());
    }

    [Fact]
    public async Task Roles_and_the_second_factor_outlive_a_restart_and_sessions_do_not()
    {
        var person = await Server.AddPersonAsync();
        using var admin = await AdminBrowser.SignInAsync(person, "read-only", isConfirmed: true);
        await RestartAsync();
        var one = Assert.Single((await TokenAsync(HttpMethod.Get, "administrators")).GetProperty("administrators").EnumerateArray());
        Assert.Equal((person.Uin, "read-only", 0),
            (one.GetProperty("uin").GetUInt32(), one.GetProperty("role").GetString(), one.GetProperty("sessions").GetInt32()));
        using var again = new AdminBrowser(Server, person.From) { Cookie = admin.Cookie };
        Assert.Equal("401 /errors/not-signed-in", await again.RefusalAsync(HttpMethod.Get, "session"));
    }

    [Theory]
    [InlineData("new", HttpStatusCode.BadRequest)]
    [InlineData("12345678", HttpStatusCode.BadRequest)]
    [InlineData("battery staple", HttpStatusCode.NoContent)]
    public async Task A_new_password_of_an_administrator_is_as_hard_to_guess_as_the_first_one(string password, HttpStatusCode status)
    {
        await TokenAsync(HttpMethod.Post, "administrators", new { uin = 10001, role = "full", password = "correct horse", nick = "Anna" });
        using var answer = await Server.AdminAsync(HttpMethod.Put, "accounts/10001/password", new { password });
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_new_password_is_told_to_its_account_by_10000()
    {
        var person = await Server.AddPersonAsync();
        using var set = await Server.AdminAsync(HttpMethod.Put, $"accounts/{person.Uin}/password", new { password = person.Password });
        await person.LoginAsync();
        Assert.Contains("10000", await person.AskAsync("GetMsgEx"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_of_before_a_new_password_do_not_count_as_open()
    {
        var (anna, bao) = (await Server.AddPersonAsync(), await Server.AddPersonAsync());
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
        var anna = await Server.AddPersonAsync();
        using var admin = await AdminBrowser.SignInAsync(anna);
        foreach (var path in new[] { "accounts", $"accounts/{anna.Uin}", "sessions", "settings", "overview", "nowhere" })
        {
            using var answer = await admin.CallAsync(HttpMethod.Get, path);
            Assert.True(answer.Headers.CacheControl is { NoStore: true }, path);
        }
    }
}
