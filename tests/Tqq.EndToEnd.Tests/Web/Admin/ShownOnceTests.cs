using System.Net;
using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Page;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>
/// Passwords of accounts that the administrator's pages show once: neither Escape, nor a stray click, nor the back button loses them.
/// </summary>
[LongRun]
public sealed class ShownOnceTests(SharedServer shared)
{
    // Holds the answer to a list that was taken, until the test calls `letGo`; questions how far it is go through.
    private const string HoldAnswer = """
        () => {
          const own = globalThis.fetch;
          globalThis.fetch = async (...asked) => {
            const answer = await own(...asked);
            if (answer.ok && asked[1].method === "POST" && String(asked[0]).includes("/accounts/csv?")) {
              await new Promise(go => { globalThis.letGo = go; });
            }

            return answer;
          };
        }
        """;

    private const string FillIn = """
        {
          const list = document.querySelector("#csv");
          list.value = "nick,uin,password\nAnna,,\nBao,,\n";
          list.dispatchEvent(new Event("input", { bubbles: true }));
        }
        """;

    private readonly TestServer _server = shared.Server;

    [Fact]
    public async Task The_dialog_of_a_list_stays_while_accounts_are_made_and_until_their_passwords_are_saved()
    {
        var (browser, administrator) = await OpenAccountsAsync();
        await using var open = browser;
        await HoldListAsync(browser);

        await browser.WaitForOneAsync("dialog[open] #again");
        Assert.DoesNotContain("undone", await browser.ReadAsync("dialog:has(#again)"), StringComparison.Ordinal);
        await browser.Page.TypeAsync("#again", administrator.Password);
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitUntilAsync("() => globalThis.letGo");
        await ShownOnce.TryToCloseAsync(browser, ".dialog:has(#csv)");
        Assert.True(await ShownOnce.AsksAsync(browser));
        await browser.Page.EvaluateExpressionAsync("letGo()");

        await browser.WaitForAsync(ShownOnce.Said, "Bao");
        await ShownOnce.TryToCloseAsync(browser);
        await AdminPage.ClickAsync(browser, "dialog a", "Save as CSV");
        await browser.WaitForOneAsync(ShownOnce.Cross);
        Assert.False(await ShownOnce.AsksAsync(browser));
        await browser.Page.Keyboard.PressAsync("Escape");
        await browser.WaitForNoneAsync("dialog");
        Assert.Empty(await browser.ComplaintsAsync("403 (Forbidden)"));
    }

    [Fact]
    public async Task The_passwords_of_a_list_are_shown_to_who_went_back_while_its_accounts_were_made()
    {
        var (browser, administrator) = await OpenAccountsAsync();
        await using var open = browser;
        await AdminPage.ConfirmAsync(browser, administrator);
        await HoldListAsync(browser);
        await browser.WaitUntilAsync("() => globalThis.letGo");
        await ShownOnce.GoBackAsync(browser);
        await browser.WaitForNoneAsync("#csv");
        Assert.True(await ShownOnce.AsksAsync(browser));
        await browser.Page.EvaluateExpressionAsync("letGo()");
        await browser.WaitForAsync(ShownOnce.Said, "Bao");
        await ShownOnce.TryToCloseAsync(browser);
        await ShownOnce.PutAwayAsync(browser);
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task The_password_of_a_new_account_stays_until_its_button_is_pressed()
    {
        var (browser, _) = await OpenAccountsAsync();
        await using var open = browser;
        await AdminPage.ClickAsync(browser, ".bar button", "New account");
        await browser.WaitForOneAsync("#nick");
        await browser.Page.TypeAsync("#nick", "Chen");
        await browser.Page.Keyboard.PressAsync("Enter");
        await ShownOnce.StaysAsync(browser);
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task A_password_that_was_reset_opens_the_account_and_stays_until_its_button_is_pressed()
    {
        var bao = await _server.AddPersonAsync();
        var (browser, administrator) = await OpenAccountsAsync();
        await using var open = browser;
        await AdminPage.ConfirmAsync(browser, administrator);
        await OpenDrawerAsync(browser, bao);
        await AdminPage.ClickAsync(browser, ".drawer .foot button", "Reset the password");
        await AdminPage.ClickAsync(browser, ".drawer .sure button", "Set a new password");
        await browser.WaitForAsync(".shown-once", $"{bao.Uin}");
        bao.Password = await ShownOnce.StaysAsync(browser);
        Assert.Contains("&RES=0", await bao.LoginAsync(), StringComparison.Ordinal);
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task An_app_password_that_was_made_in_the_drawer_opens_the_account_and_stays_until_its_button_is_pressed()
    {
        var bao = await _server.AddPersonAsync();
        var (browser, administrator) = await OpenAccountsAsync();
        await using var open = browser;
        await AdminPage.ConfirmAsync(browser, administrator);
        await OpenDrawerAsync(browser, bao);
        await browser.WaitForOneAsync(".drawer input[name=name]");
        await browser.Page.TypeAsync(".drawer input[name=name]", "phone");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync(".shown-once", $"{bao.Uin}");
        bao.Password = await ShownOnce.StaysAsync(browser);
        Assert.Contains("&RES=0", await bao.LoginAsync(), StringComparison.Ordinal);
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task A_password_outlives_the_session_of_who_has_asked_for_it()
    {
        var (browser, _) = await OpenAccountsAsync();
        await using var open = browser;
        await AdminPage.ClickAsync(browser, ".bar button", "New account");
        await browser.WaitForOneAsync("#nick");
        await browser.Page.TypeAsync("#nick", "Chen");
        await browser.Page.Keyboard.PressAsync("Enter");
        var said = await browser.ReadAsync(ShownOnce.Said);
        await browser.Page.EvaluateExpressionAsync("fetch('/admin/api/v1/session', { method: 'DELETE' }).then(() => true)");
        await browser.Page.EvaluateExpressionAsync("dispatchEvent(new Event('visibilitychange'))");
        await browser.WaitForOneAsync(".door");
        Assert.Equal(said, await browser.ReadAsync(ShownOnce.Said));
        await ShownOnce.PutAwayAsync(browser);
    }

    [Fact]
    public async Task The_door_says_how_the_first_administrator_is_made()
    {
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.Page.GoToAsync($"{_server.Web}admin/");
        await browser.WaitForAsync(".door .hint", "server's machine, tqq admin link");

        // As the server was started.
        await browser.AnswerAsync("/registration", "GET", HttpStatusCode.OK, """{"registration":"closed","program":"./tqq"}""");
        await browser.Page.ReloadAsync();
        await browser.WaitForAsync(".door .hint", "server's machine, ./tqq admin link");
        await browser.Page.EvaluateExpressionAsync("location.hash = '#link=over'");
        await browser.WaitForAsync(".door .hint", "./tqq admin link gives a new one");
    }

    private static async Task HoldListAsync(PageBrowser browser)
    {
        await AdminPage.ClickAsync(browser, ".bar button, .toolbar button", "From a list");
        await browser.WaitForOneAsync("#csv");
        await browser.Page.EvaluateFunctionAsync(HoldAnswer);
        await browser.Page.EvaluateExpressionAsync(FillIn);
        await AdminPage.ClickAsync(browser, "dialog button", "Make the accounts");
    }

    private static async Task OpenDrawerAsync(PageBrowser browser, Person person)
    {
        await browser.Page.TypeAsync("input[type=search]", $"{person.Uin}");
        await browser.PressAsync("Open", "tr", $"{person.Uin}");
    }

    private async Task<(PageBrowser Browser, Person Administrator)> OpenAccountsAsync()
    {
        var opened = await AdminPage.OpenViewAsync(_server, "accounts");
        await opened.Browser.WaitForOneAsync(".table");
        return opened;
    }
}
