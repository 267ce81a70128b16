using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Page;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>The pages of the administrator in a real browser: signing in, and clicking on what people read.</summary>
internal static class AdminPage
{
    /// <summary>Opens the pages, and signs an administrator in.</summary>
    public static async Task<PageBrowser> OpenAsync(TestServer server, Person administrator)
    {
        var browser = await PageBrowser.OpenAsync(server);
        await browser.Page.GoToAsync($"{server.Web}admin/");
        await SignInAsync(browser, administrator);
        return browser;
    }

    /// <summary>Opens the link that makes the first administrator, and becomes that.</summary>
    public static async Task BecomeAsync(PageBrowser browser, string link, string nick, string password)
    {
        await browser.Page.GoToAsync(link);
        await browser.WaitForOneAsync(".door #nick");
        await browser.Page.TypeAsync("#nick", nick);
        await browser.Page.TypeAsync("#password", password);
        await ClickAsync(browser, ".door button", "Become the administrator");
        await browser.WaitForOneAsync(".tiles");
        await browser.WaitForAsync(".shown-once", "It signs you in here and in the chats.");
        await ShownOnce.PutAwayAsync(browser);
        // The code is good no more, and stands no more where somebody could see it.
        Assert.DoesNotContain("link=", browser.Page.Url, StringComparison.Ordinal);
    }

    /// <summary>Makes somebody an administrator, and opens a view of the pages for them.</summary>
    public static async Task<(PageBrowser Browser, Person Administrator)> OpenViewAsync(TestServer server, string view)
    {
        var administrator = await server.AddPersonAsync();
        await AdminBrowser.AppointAsync(administrator);
        var browser = await OpenAsync(server, administrator);
        await browser.GoAsync(view);
        await browser.WaitForOneAsync($".navlist a[href='#/{view}'][aria-current]");
        await browser.WaitForOneAsync("main .page");
        return (browser, administrator);
    }

    /// <summary>Signs an administrator in, at the pages that are open.</summary>
    public static async Task SignInAsync(PageBrowser browser, Person administrator)
    {
        await browser.EnterAsync(administrator);
        await browser.WaitForOneAsync(".navlist");
    }

    /// <summary>Clicks on what has these words, once it is there and can be clicked on.</summary>
    public static async Task ClickAsync(PageBrowser browser, string selector, string words) => await browser.WaitUntilAsync("""
        (selector, words) => {
          const found = [...document.querySelectorAll(selector)]
            .find(one => one.innerText.includes(words) && !one.disabled && one.checkVisibility());
          found?.click();
          return Boolean(found);
        }
        """, selector, words);

    /// <summary>Gives the password again, so that the page is not asked for it in the next ten minutes.</summary>
    public static async Task ConfirmAsync(PageBrowser browser, Person administrator) => await browser.Page.EvaluateFunctionAsync("""
        async password => {
          const answer = await fetch("/admin/api/v1/session/confirm", {
            method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ password }),
          });
          if (!answer.ok) throw new Error(`${answer.status}`);
        }
        """, administrator.Password);
}
