using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>Somebody who has just come: a number, a friend, the first words.</summary>
public sealed class BeginningTests(PageServer pages) : IClassFixture<PageServer>
{
    private readonly TestServer _server = pages.Server;

    [Fact]
    public async Task Somebody_without_a_mouse_registers_asks_to_be_a_friend_is_accepted_and_writes_the_first_words()
    {
        var other = await _server.AddPersonAsync(nick: "阿宝 Bao");
        await using var there = await PageBrowser.OpenAsync(_server);
        await there.SignInAsync(other);
        await using var here = await PageBrowser.OpenAsync(_server);
        await RegisterAsync(here, "小红");

        await TabToAsync(here, "a[href='#/add']");
        await here.Page.Keyboard.PressAsync("Enter");
        await FocusIsOnAsync(here, "#who");
        await here.Page.Keyboard.TypeAsync($"{other.Uin}");
        await here.Page.Keyboard.PressAsync("Enter");
        await here.WaitForAsync(".person", "阿宝 Bao");
        await TabToAsync(here, ".person .do button");
        await here.Page.Keyboard.PressAsync("Enter");
        await FocusIsOnAsync(here, "textarea[name=words]");
        await here.Page.Keyboard.TypeAsync("It is me");
        await TabToAsync(here, ".person .primary");
        await here.Page.Keyboard.PressAsync("Enter");
        await here.WaitForAsync(".outcome", "Asked");

        foreach (var tab in (string[])["2", "1"])
        {
            await there.Page.Keyboard.DownAsync("Alt");
            await there.Page.Keyboard.PressAsync(tab);
            await there.Page.Keyboard.UpAsync("Alt");
            await there.WaitForAsync($".list[aria-label={(tab == "1" ? "Chats" : "Friends")}] .row", "Friend requests");
        }

        await there.GoAsync("requests");
        await there.WaitForAsync(".person .words", "It is me");
        await there.PressAsync("Accept and reply", ".person", "小红");
        await FocusIsOnAsync(there, "textarea[name=words]");
        await there.Page.Keyboard.TypeAsync("welcome");
        await there.PressAsync("Accept and send", ".person", "小红");
        await there.WaitForAsync(".talk .msg", "welcome");

        await here.WaitForAsync(".list .row .preview", "welcome");
        await TabToAsync(here, ".list a.row");
        await here.Page.Keyboard.PressAsync("Enter");
        await FocusIsOnAsync(here, "#text");
        await here.WaitForAsync(".talk .msg", "welcome");
        await here.Page.Keyboard.TypeAsync("my first words");
        await here.Page.Keyboard.PressAsync("Enter");
        await here.WaitForAsync(".meta.ok", "On the server");
        await there.WaitForAsync(".talk .msg", "my first words");

        Assert.Equal(["阿宝 Bao"], await FriendsAsync(here));
        Assert.Equal(["小红"], await FriendsAsync(there));
        Assert.Empty(await here.ComplaintsAsync());
        Assert.Empty(await there.ComplaintsAsync());
    }

    private static async Task RegisterAsync(PageBrowser browser, string nick)
    {
        await TabToAsync(browser, ".door-form [role=tab]");
        await browser.Page.Keyboard.PressAsync("ArrowRight");
        await browser.WaitForOneAsync("#nick");
        await TabToAsync(browser, "#nick");
        await browser.Page.Keyboard.TypeAsync(nick);
        await TabToAsync(browser, "#password");
        await browser.Page.Keyboard.TypeAsync("a long pass phrase");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitUntilConnectedAsync();
    }

    // What the list of friends shows.
    private static async Task<string[]> FriendsAsync(PageBrowser browser)
    {
        await browser.PressAsync(".find [role=tab]:nth-of-type(2)");
        await browser.WaitForOneAsync(".find [role=tab]:nth-of-type(2)[aria-selected=true]");
        await browser.WaitForOneAsync(".list .row .name");
        return await browser.Page.EvaluateExpressionAsync<string[]>(
            "[...document.querySelectorAll('.list .row .name')].map(one => one.innerText.trim())");
    }

    private static Task FocusIsOnAsync(PageBrowser browser, string selector) =>
        browser.WaitUntilAsync("selector => document.activeElement.matches(selector)", selector);

    // Presses the Tab key until that has the focus.
    private static async Task TabToAsync(PageBrowser browser, string selector)
    {
        await browser.WaitForOneAsync(selector);
        for (var presses = 0; presses < 100; presses++)
        {
            if (await browser.Page.EvaluateFunctionAsync<bool>("selector => document.activeElement.matches(selector)", selector))
                return;
            await browser.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"no Tab key reaches {selector}");
    }
}
