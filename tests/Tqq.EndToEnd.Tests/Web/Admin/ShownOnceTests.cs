using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Page;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>Passwords that the administrator's pages show once: neither Escape nor a stray click loses them.</summary>
[LongRun]
public sealed class ShownOnceTests(SharedServer shared)
{
    private const string CloseButton = "dialog[open] .icon-btn[aria-label=Close]:not([disabled])";

    // Holds the answer to a list that was taken, until the test calls `letGo`.
    private const string HoldAnswer = """
        () => {
          const own = globalThis.fetch;
          globalThis.fetch = async (...asked) => {
            const answer = await own(...asked);
            if (answer.ok && String(asked[0]).endsWith("/accounts/csv")) await new Promise(go => { globalThis.letGo = go; });
            return answer;
          };
        }
        """;

    private readonly TestServer _server = shared.Server;

    [Fact]
    public async Task The_dialog_of_a_list_stays_while_accounts_are_made_and_until_their_passwords_are_saved()
    {
        var (browser, administrator) = await OpenAccountsAsync();
        await using var open = browser;
        await AdminPage.ClickAsync(browser, ".bar button", "From a list");
        await browser.WaitForOneAsync("#csv");
        await browser.Page.EvaluateFunctionAsync(HoldAnswer);
        await browser.Page.EvaluateExpressionAsync("""
            {
              const list = document.querySelector("#csv");
              list.value = "nick,uin,password\nAnna,,\nBao,,\n";
              list.dispatchEvent(new Event("input", { bubbles: true }));
            }
            """);
        await AdminPage.ClickAsync(browser, "dialog button", "Make the accounts");

        await browser.WaitForOneAsync("dialog[open] #again");
        Assert.DoesNotContain("undone", await browser.ReadAsync("dialog:has(#again)"), StringComparison.Ordinal);
        await browser.Page.TypeAsync("#again", administrator.Password);
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitUntilAsync("() => globalThis.letGo");
        await TryToCloseAsync(browser);
        await browser.Page.EvaluateExpressionAsync("letGo()");

        await browser.WaitForAsync("dialog[open] .table", "Bao");
        await TryToCloseAsync(browser);
        await browser.WaitForAsync("dialog[open] .table", "Bao");
        await AdminPage.ClickAsync(browser, "dialog a", "Save as CSV");
        await browser.WaitForOneAsync(CloseButton);
        await browser.Page.Keyboard.PressAsync("Escape");
        await browser.WaitForNoneAsync("dialog");
        Assert.Empty(await browser.ComplaintsAsync("403 (Forbidden)"));
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
        await browser.WaitForOneAsync("dialog[open] .secret");
        await TryToCloseAsync(browser);
        await browser.WaitForOneAsync("dialog[open] .secret");
        await AdminPage.ClickAsync(browser, "dialog button", "Done");
        await browser.WaitForNoneAsync("dialog");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task The_door_says_how_the_first_administrator_is_made()
    {
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.Page.GoToAsync($"{_server.Web}admin/");
        await browser.WaitForAsync(".door .hint", "tqq admin link");
    }

    private async Task<(PageBrowser Browser, Person Administrator)> OpenAccountsAsync()
    {
        var administrator = await _server.AddPersonAsync();
        await AdminBrowser.AppointAsync(administrator);
        var browser = await AdminPage.OpenAsync(_server, administrator);
        await browser.GoAsync("accounts");
        await browser.WaitForOneAsync(".table");
        return (browser, administrator);
    }

    // Twice, because a browser lets a page refuse one Escape after each click, and no more.
    private static async Task TryToCloseAsync(PageBrowser browser)
    {
        await browser.Page.Keyboard.PressAsync("Escape");
        await browser.Page.Keyboard.PressAsync("Escape");
        await browser.Page.Mouse.ClickAsync(4, 4);
        // What a closing would set off has happened when a task is run after it.
        await browser.Page.EvaluateFunctionAsync("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))");
        Assert.Equal(0, await browser.Page.EvaluateFunctionAsync<int>(
            "selector => document.querySelectorAll(selector).length", CloseButton));
        Assert.Equal(1, await browser.Page.EvaluateExpressionAsync<int>("document.querySelectorAll('dialog[open]').length"));
    }
}
