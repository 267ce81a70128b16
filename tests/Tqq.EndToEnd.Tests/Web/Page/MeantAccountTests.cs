using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Admin;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>
/// What a tab does while another one signs in as another account is not done as that account, also where tabs cannot take turns and before
/// the other tab has said so.
/// </summary>
[LongRun]
public sealed class MeantAccountTests(SharedServer shared)
{
    private TestServer Server => shared.Server;

    [Fact]
    public async Task What_is_sent_before_a_tab_knows_of_another_account_is_not_sent_as_that_and_waits_for_who_has_written_it()
    {
        var (me, next, other) = (await Server.AddPersonAsync(), await Server.AddPersonAsync(), await Server.AddOnlineAsync());
        await using var browser = await PageBrowser.OpenAsync(Server, hasLocks: false);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.WaitForOneAsync("#text");
        await SignInBesideAsync(browser, "/api/v1/session", next);
        await browser.SayAsync("of the first");

        await browser.WaitForAsync(".me-card", $"{next.Uin}");
        await browser.WaitUntilConnectedAsync();
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.SayAsync("of the next");
        await browser.WaitForAsync(".meta.ok", "On the server");
        Assert.Equal([$"9 {next.Uin} of the next "], await other.FetchAsync());
        await SignInBesideAsync(browser, "/api/v1/session", me);
        await browser.Page.ReloadAsync();
        await browser.WaitForAsync(".me-card", $"{me.Uin}");
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.WaitForAsync(".meta.ok", "On the server");
        Assert.Equal([$"9 {me.Uin} of the first "], await other.FetchAsync());
    }

    [Fact]
    public async Task A_stream_that_begins_again_is_not_that_of_another_account()
    {
        var (me, next) = (await Server.AddPersonAsync(), await Server.AddPersonAsync());
        await using var browser = await PageBrowser.OpenAsync(Server, hasLocks: false);
        await browser.SignInAsync(me);
        await SignInBesideAsync(browser, "/api/v1/session", next);
        await browser.Page.EvaluateExpressionAsync("dispatchEvent(new Event('offline')), dispatchEvent(new Event('online'))");
        await browser.WaitUntilAsync("uin => localStorage.getItem('tqq.account') === uin", $"{next.Uin}");
        await browser.WaitForAsync(".me-card", $"{next.Uin}");
        await browser.WaitUntilConnectedAsync();
    }

    [Fact]
    public async Task Signing_out_does_not_end_the_session_of_another_account()
    {
        var (me, next) = (await Server.AddPersonAsync(), await Server.AddPersonAsync());
        await using var browser = await PageBrowser.OpenAsync(Server, hasLocks: false);
        await browser.SignInAsync(me);
        await SignInBesideAsync(browser, "/api/v1/session", next);
        await browser.GoAsync("settings");
        await browser.PressAsync(".nav-out");
        await browser.WaitForAsync(".me-card", $"{next.Uin}");
    }

    [Fact]
    public async Task What_an_administrator_does_is_not_done_as_another_one()
    {
        var (anna, bao) = (await Server.AddPersonAsync(), await Server.AddPersonAsync());
        await AdminBrowser.AppointAsync(anna);
        await AdminBrowser.AppointAsync(bao);
        await using var browser = await PageBrowser.OpenAsync(Server);
        await browser.EnterAdministrationAsync(anna, "accounts");
        await SignInBesideAsync(browser, "/admin/api/v1/session", bao);
        await browser.GoAsync("administrators");
        await browser.WaitForAsync(".nav-out", $"{bao.Uin}");
        await browser.WaitForOneAsync(".table");
    }

    // As another tab does that has not come to say so.
    private static Task SignInBesideAsync(PageBrowser browser, string path, Person person) => browser.Page.EvaluateFunctionAsync("""
        (path, uin, password) => fetch(path, {
          method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ uin, password }),
        })
        """, path, person.Uin, person.Password);
}
