using System.Net;
using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Admin;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>What the pages say of who is signed in is so: where no cookie was kept, where the server has not heard of a sign-out.</summary>
[LongRun]
public sealed class SignedInTests(SharedServer shared)
{
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
