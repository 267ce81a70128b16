using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Page;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>The list of accounts tells by itself what changes, and leaves whoever reads it where they are.</summary>
[LongRun]
public sealed class LiveListTests : Administration
{
    // Where the reader is: how far the page is scrolled, and what has the focus.
    private const string Place = """
        () => `${document.querySelector(".pane .scroll").scrollTop} ${document.activeElement.closest("tr")?.innerText}`
        """;

    private const string Online = """
        () => {
          const [, { childNodes: [figure] }] = [...document.querySelectorAll(".tile")].map(one => [one, one.querySelector("dd")])
            .find(([one]) => one.innerText.includes("Online now"));
          return figure.textContent;
        }
        """;

    [Fact]
    public async Task Accounts_that_come_and_go_online_are_seen_at_once_and_nobody_loses_their_place()
    {
        var first = await Server.AddPersonAsync();
        for (var more = 0; more < 12; more++)
            await Server.AddPersonAsync();
        var (browser, _) = await AdminPage.OpenViewAsync(Server, "accounts");
        await using var closed = browser;
        await browser.Page.SetViewportAsync(new() { Width = 1280, Height = 400 });
        await browser.WaitForAsync("tr", $"{first.Uin}");
        await browser.WaitUntilAsync("""
            () => {
              document.querySelector("tbody tr:nth-of-type(9) .btn").focus();
              const { scrollTop } = document.querySelector(".pane .scroll");
              return scrollTop > 0;
            }
            """);
        var place = await browser.Page.EvaluateFunctionAsync<string>(Place);

        await first.LoginAsync();
        await browser.WaitUntilAsync("uin => [...document.querySelectorAll('tr')].some(one => one.innerText.includes(uin)"
            + " && one.innerText.includes('Online') && one.innerText.includes('HTTP QQ'))", $"{first.Uin}");
        var late = await Server.AddPersonAsync();
        await browser.WaitForAsync("tr", $"{late.Uin}");
        Assert.Equal(place, await browser.Page.EvaluateFunctionAsync<string>(Place));

        // A drawer that is open stays open over it.
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForOneAsync(".drawer .pairs");
        await browser.Page.FocusAsync(".drawer #nickname");
        var later = await Server.AddPersonAsync();
        await browser.WaitForAsync("tr", $"{later.Uin}");
        Assert.Equal("nickname", await browser.Page.EvaluateExpressionAsync<string>("document.activeElement.id"));
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task As_many_are_listed_as_online_as_the_overview_says()
    {
        var (wire, web) = (await Server.AddPersonAsync(), await Server.AddPersonAsync());
        await Server.AddPersonAsync();
        await wire.LoginAsync();
        using var device = await ApiClient.SignInAsync(web);
        await using var events = await PageBrowser.OpenAsync(Server);
        await events.SignInAsync(web);
        var (browser, _) = await AdminPage.OpenViewAsync(Server, "overview");
        await using var closed = browser;
        await browser.WaitUntilAsync($"() => ({Online})() === '2'");
        await browser.GoAsync("accounts");
        await AdminPage.ClickAsync(browser, ".toolbar .seg label", "Online");
        await browser.WaitForAsync(".pager", "1–2 of 2");
        Assert.Equal(2, await browser.Page.EvaluateExpressionAsync<int>("document.querySelectorAll('tbody tr').length"));

        Assert.Equal("0", await wire.ResultAsync("LOGOUT", ""));
        await browser.WaitForAsync(".pager", "1–1 of 1");
        await browser.GoAsync("overview");
        await browser.WaitUntilAsync($"() => document.querySelector('.tile') && ({Online})() === '1'");
    }
}
