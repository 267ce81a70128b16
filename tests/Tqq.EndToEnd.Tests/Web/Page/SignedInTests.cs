using System.Net;
using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Admin;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>What the pages say of who is signed in is so: where no cookie was kept, where the server has not heard of a sign-out.</summary>
[LongRun]
public sealed class SignedInTests(SharedServer shared)
{
    // The next answer who is signed in comes late; those after it do not.
    private const string HoldsMe = """
        () => {
          const real = fetch;
          const released = new Promise(done => { globalThis.letGo = done; });
          globalThis.fetch = async (path, how) => {
            const reply = await real(path, how);
            if (!String(path).endsWith("/me") || globalThis.isHeld) return reply;
            globalThis.isHeld = true;
            await released;
            return reply;
          };
        }
        """;

    [Fact]
    public async Task A_browser_that_keeps_no_cookie_is_told_so()
    {
        var me = await shared.Server.AddPersonAsync();
        await using var browser = await PageBrowser.OpenAsync(shared.Server);
        await browser.WaitForOneAsync("#uin");
        await browser.AnswerAsync("/me", "GET", HttpStatusCode.Unauthorized, """{"type":"/errors/not-signed-in","detail":"sign in"}""");
        await browser.Page.TypeAsync("#uin", $"{me.Uin}");
        await browser.Page.TypeAsync("#password", me.Password);
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync(".error", "This browser keeps no cookies for this page.");
    }

    [Fact]
    public async Task Whoever_signs_out_is_out_at_once_where_the_service_worker_has_not_come()
    {
        var me = await shared.Server.AddPersonAsync();
        await using var browser = await PageBrowser.OpenAsync(shared.Server);
        await browser.Page.EvaluateExpressionOnNewDocumentAsync(
            "Object.defineProperty(ServiceWorkerContainer.prototype, 'ready', { get: () => new Promise(() => {}) })");
        await browser.Page.ReloadAsync();
        await browser.SignInAsync(me);
        await browser.GoAsync("settings/account");
        await browser.WaitForOneAsync(".pane .page");
        await browser.Page.EvaluateExpressionAsync(
            "[...document.querySelectorAll('button')].find(one => one.textContent.trim() === 'Sign out').click()");
        await browser.WaitForOneAsync("#uin");
        await browser.WaitUntilAsync("() => fetch('/api/v1/me').then(reply => reply.status === 401)");
    }

    [Fact]
    public async Task A_tab_that_hears_late_who_it_is_goes_in_as_the_account_that_another_tab_has_signed_in_since()
    {
        var (me, next, other) = (await shared.Server.AddPersonAsync(), await shared.Server.AddPersonAsync(),
            await shared.Server.AddOnlineAsync());
        await using var browser = await PageBrowser.OpenAsync(shared.Server);
        // A page of the same browser that has no door.
        await using var beside = await browser.OpenTabAsync();
        await beside.Page.GoToAsync($"{shared.Server.Web}admin/");
        await browser.Page.BringToFrontAsync();
        await browser.Page.EvaluateFunctionAsync(HoldsMe);
        await browser.EnterAsync(me);
        await browser.WaitUntilAsync("() => globalThis.isHeld");
        await beside.ReplaceAccountAsync(next);
        await browser.WaitForAsync(".me-card", $"{next.Uin}");
        await browser.WaitUntilConnectedAsync();
        await browser.Page.EvaluateExpressionAsync("letGo()");

        await browser.WaitUntilConnectedAsync();
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.SayAsync("from the first tab");
        await browser.WaitForAsync(".meta.ok", "On the server");
        Assert.Equal([$"9 {next.Uin} from the first tab "], await other.FetchAsync());
        Assert.Contains($"{next.Uin}", await browser.ReadAsync(".me-card"), StringComparison.Ordinal);
        Assert.Equal($"{next.Uin}", await browser.Page.EvaluateExpressionAsync<string>("localStorage.getItem('tqq.account')"));
    }

    [Fact]
    public async Task An_administrator_is_not_shown_the_door_before_the_server_has_heard_of_it()
    {
        var anna = await shared.Server.AddPersonAsync();
        await AdminBrowser.AppointAsync(anna);
        await using var browser = await PageBrowser.OpenAsync(shared.Server);
        await browser.EnterAdministrationAsync(anna, "settings");
        await browser.HoldAsync("/session", "DELETE");
        await browser.Page.ClickAsync(".nav-out");
        await browser.WaitForAsync(".error", "You are still signed in");
        await browser.LetGoAsync();
        await browser.Page.ClickAsync(".nav-out");
        await browser.WaitForOneAsync("#password");
        await browser.Page.ReloadAsync();
        await browser.WaitForOneAsync("#password");
    }

    [Fact]
    public async Task A_tab_that_is_looked_at_again_knows_that_another_one_has_signed_out()
    {
        var anna = await shared.Server.AddPersonAsync();
        await AdminBrowser.AppointAsync(anna);
        await using var browser = await PageBrowser.OpenAsync(shared.Server);
        await browser.EnterAdministrationAsync(anna, "settings");
        await using var other = await browser.OpenTabAsync();
        await other.Page.GoToAsync($"{shared.Server.Web}admin/#/settings");
        await other.WaitForOneAsync(".nav-out");
        await other.Page.ClickAsync(".nav-out");
        await other.WaitForOneAsync("#password");
        await browser.Page.BringToFrontAsync();
        // A browser without a window may not say that this tab is seen again.
        await browser.Page.EvaluateExpressionAsync("dispatchEvent(new Event('visibilitychange'))");
        await browser.WaitForOneAsync("#password");
    }

    [Fact]
    public async Task Whether_the_password_is_asked_for_again_is_up_to_the_server_and_not_to_the_clock_of_the_browser()
    {
        var (anna, bao) = (await shared.Server.AddPersonAsync(), await shared.Server.AddPersonAsync());
        await AdminBrowser.AppointAsync(anna);
        await using var browser = await PageBrowser.OpenAsync(shared.Server);
        await browser.EnterAdministrationAsync(anna, "accounts");
        await browser.WaitForOneAsync("input[type=search]");
        await browser.Page.TypeAsync("input[type=search]", $"{bao.Uin}");
        await browser.PressAsync("Open", "tr", $"{bao.Uin}");
        await browser.PressAsync("Reset the password", ".drawer", "");
        await browser.PressAsync("Set a new password", ".sure", "all sessions of the account end");
        await browser.WaitForOneAsync("#again");
        await browser.Page.TypeAsync("#again", anna.Password);
        await browser.PressAsync("Go on", "dialog", "Your password again");
        await browser.WaitForAsync(".shown-once", "The new password is shown this once.");
        await ShownOnce.PutAwayAsync(browser);
        await browser.AnswerAsync("/export", "POST", HttpStatusCode.Forbidden, """{"type":"/errors/confirm-password","detail":"again"}""");
        await browser.PressAsync("Export and delete", ".drawer", "");
        await browser.PressAsync("Export", ".sure", "");
        await browser.WaitForOneAsync("#again");
    }
}
