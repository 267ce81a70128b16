using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Page;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>The session of an administrator whose page is open: whoever is no administrator any more loses the page at once.</summary>
[LongRun]
public sealed class AdminPageSessionTests(SharedServer shared)
{
    // At the door: why somebody is there who was signed in.
    private const string Why = ".door .hint[role=status]";

    private readonly TestServer _server = shared.Server;

    [Theory]
    [InlineData("removed", "DELETE", "administrators/{0}")]
    [InlineData("disabled", "POST", "accounts/{0}/disable")]
    [InlineData("with another password", "POST", "accounts/{0}/password")]
    [InlineData("signed out by another", "DELETE", "administrators/{0}/sessions")]
    public async Task Who_is_no_administrator_any_more_loses_the_open_page_and_what_it_asks(string what, string method, string path)
    {
        var person = await _server.AddPersonAsync();
        await AdminBrowser.AppointAsync(person);
        await using var browser = await AdminPage.OpenAsync(_server, person);
        await browser.GoAsync("administrators");
        await browser.WaitForOneAsync(".table");
        await AdminPage.ClickAsync(browser, "main button", "Make a link");
        await browser.WaitForOneAsync("dialog[open] #again");
        using var done = await _server.AdminAsync(HttpMethod.Parse(method), string.Format(null, path, person.Uin));
        Assert.True(done.IsSuccessStatusCode, what);
        await browser.WaitForOneAsync(".door #password");
        Assert.Equal(0, await browser.Page.EvaluateExpressionAsync<int>("document.querySelectorAll('.navlist, .table, dialog').length"));
        await browser.WaitForAsync(Why, "This session is over.");

        // Whoever signs in next is not asked what was asked then.
        var next = await _server.AddPersonAsync();
        await AdminBrowser.AppointAsync(next, "read-only");
        await AdminPage.SignInAsync(browser, next);
        Assert.Equal(0, await browser.Page.EvaluateExpressionAsync<int>("document.querySelectorAll('dialog').length"));
        Assert.Empty(await browser.ComplaintsAsync("403 (Forbidden)"));
    }

    [Fact]
    public async Task Signing_out_in_one_tab_ends_the_session_in_all_of_them_and_for_who_has_kept_the_cookie()
    {
        var person = await _server.AddPersonAsync();
        await AdminBrowser.AppointAsync(person);
        await using var browser = await AdminPage.OpenAsync(_server, person);
        await using var other = await browser.OpenTabAsync();
        await other.Page.GoToAsync($"{_server.Web}admin/#/accounts");
        await other.WaitForOneAsync(".table");
        var cookie = (await browser.Page.GetCookiesAsync()).Single(one => one.Name == "tqq-admin");
        Assert.True(cookie.HttpOnly);
        using var kept = new AdminBrowser(_server, person.From) { Cookie = $"tqq-admin={cookie.Value}" };
        await kept.AskAsync(HttpMethod.Get, "session");

        await browser.Page.BringToFrontAsync();
        await AdminPage.ClickAsync(browser, ".nav-out", "Sign out");
        await browser.WaitForOneAsync(".door #password");
        await browser.WaitForNoneAsync(Why);
        await other.Page.BringToFrontAsync();
        await other.WaitForOneAsync(".door #password");
        await other.WaitForNoneAsync(".table");
        Assert.Equal("401 /errors/not-signed-in", await kept.RefusalAsync(HttpMethod.Get, "session"));
        Assert.DoesNotContain(await browser.Page.GetCookiesAsync(), one => one.Name == "tqq-admin");
    }

    [Fact]
    public async Task A_page_whose_server_does_not_answer_says_so_and_goes_on_with_the_session()
    {
        var person = await _server.AddPersonAsync();
        await AdminBrowser.AppointAsync(person);
        await using var browser = await AdminPage.OpenAsync(_server, person);
        await browser.RefuseAsync("/admin/api/v1/session", "GET");
        await browser.Page.ReloadAsync();
        await browser.WaitForAsync("main h1", "The server does not answer.");
        await browser.LetGoAsync();
        await browser.PressAsync("Try now", "main", "");
        await browser.WaitForOneAsync(".navlist");
        await browser.WaitForNoneAsync(Why);
    }

    [Fact]
    public async Task A_cookie_that_a_browser_was_given_before_is_none_of_who_signs_in_in_it()
    {
        var (person, other) = (await _server.AddPersonAsync(), await _server.AddPersonAsync());
        await AdminBrowser.AppointAsync(person);
        using var planted = await AdminBrowser.SignInAsync(other, "read-only");
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.Page.SetCookieAsync(new PuppeteerSharp.CookieParam
        {
            Name = "tqq-admin", Value = planted.Cookie!.Split('=')[1], Url = _server.Web.ToString(),
        });
        await browser.Page.GoToAsync($"{_server.Web}admin/");
        await browser.WaitForAsync(".nav-out", $"{other.Uin}");
        await AdminPage.ClickAsync(browser, ".nav-out", "Sign out");
        await AdminPage.SignInAsync(browser, person);
        await browser.WaitForAsync(".nav-out", $"{person.Uin}");
        // Whoever planted it was signed out with it, and has not become somebody else.
        Assert.Equal("401 /errors/not-signed-in", await planted.RefusalAsync(HttpMethod.Get, "session"));
    }
}
