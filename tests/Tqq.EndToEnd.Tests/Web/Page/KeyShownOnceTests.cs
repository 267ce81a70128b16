using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Admin;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>
/// App passwords and tokens that the page shows once: neither Escape, nor a stray click, nor the back button loses them, and where an
/// answer was lost the page says what may have happened.
/// </summary>
[LongRun]
public sealed class KeyShownOnceTests(SharedServer shared)
{
    private readonly TestServer _server = shared.Server;

    [Fact]
    public async Task An_app_password_opens_the_account_and_stays_until_its_button_is_pressed()
    {
        var (browser, me) = await OpenAsync("app-passwords");
        await using var open = browser;
        await MakeAsync(browser, "app-passwords", "phone");
        await browser.WaitForAsync(".shown-once", "For phone.");
        me.Password = await ShownOnce.StaysAsync(browser);
        Assert.Contains("&RES=0", await me.LoginAsync(), StringComparison.Ordinal);
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task A_token_stays_until_its_button_is_pressed_and_is_put_away_by_Escape_once_it_was_copied()
    {
        var (browser, _) = await OpenAsync("tokens");
        await using var open = browser;
        await MakeAsync(browser, "tokens", "kitchen");
        Assert.Contains("Authorization: Bearer tq_", await ShownOnce.StaysAsync(browser), StringComparison.Ordinal);

        await browser.GoAsync("settings/tokens");
        await MakeAsync(browser, "tokens", "cellar");
        await browser.WaitForAsync(".shown-once", "cellar is ready.");
        await browser.PressAsync(".shown-once .code .icon-btn");
        await browser.WaitForOneAsync(ShownOnce.Cross);
        await browser.Page.Keyboard.PressAsync("Escape");
        await browser.WaitForNoneAsync(".shown-once");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task A_lost_answer_says_what_may_have_happened_and_the_list_shows_it()
    {
        var (browser, me) = await OpenAsync("app-passwords");
        await using var open = browser;
        await browser.LoseAnswerAsync();
        await MakeAsync(browser, "app-passwords", "phone");
        await browser.WaitForAsync("#app-passwords .error", "It may have happened: look before trying again.");
        await browser.WaitForAsync("#app-passwords .entry", "phone");
        Assert.Equal(["phone"], (await _server.GetAsync($"accounts/{me.Uin}/app-passwords")).Each("appPasswords", "name"));
    }

    private static async Task MakeAsync(PageBrowser browser, string section, string name)
    {
        // While the list is read, the form sends nothing.
        await browser.WaitForOneAsync($"#{section} .new-key:has(button:enabled) input");
        await browser.Page.TypeAsync($"#{section} .new-key input", name);
        await browser.Page.Keyboard.PressAsync("Enter");
    }

    private async Task<(PageBrowser Browser, Person Me)> OpenAsync(string section)
    {
        var me = await _server.AddPersonAsync();
        var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"settings/{section}");
        return (browser, me);
    }
}
