using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>The keys of the sheet that `?` opens do what stands there.</summary>
[LongRun]
public sealed class KeyTests(PageServer pages) : IClassFixture<PageServer>
{
    private readonly TestServer _server = pages.Server;

    [Fact]
    public async Task Alt_N_goes_to_the_next_chat_of_which_something_is_unread_and_with_Shift_to_the_one_before()
    {
        var me = await _server.AddPersonAsync();
        var (first, second, third) =
            (await _server.AddPersonAsync(), await _server.AddPersonAsync(), await _server.AddPersonAsync());
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        foreach (var person in (Person[])[first, second, third])
            await PageServer.SayAsync(person, me, [$"I am {person.Uin}"]);
        // Below each other stand the third, the second and the first.
        await browser.WaitForAsync(".list .row:nth-of-type(1)", $"I am {third.Uin}");
        await browser.GoAsync($"chat/{second.Uin}");
        await browser.WaitForAsync(".talk .msg", $"I am {second.Uin}");
        await PressAsync(browser, "n", "Alt");
        await browser.WaitForAsync(".talk .msg", $"I am {first.Uin}");
        await browser.GoAsync($"chat/{second.Uin}");
        await browser.WaitForAsync(".talk .msg", $"I am {second.Uin}");
        await PressAsync(browser, "N", "Alt", "Shift");
        await browser.WaitForAsync(".talk .msg", $"I am {third.Uin}");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task Shift_Enter_makes_a_line_and_Enter_sends_them_as_one_text()
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddPersonAsync());
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.WaitForOneAsync("#text");
        await browser.Page.TypeAsync("#text", "one");
        await PressAsync(browser, "Enter", "Shift");
        await browser.Page.Keyboard.TypeAsync("two");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync(".meta.ok", "On the server");
        Assert.Equal(["one\ntwo"], await browser.MessagesAsync());
        await PressAsync(browser, "m", "Alt");
        await browser.WaitUntilAsync("() => document.activeElement.matches('.of-message')");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task Keys_lead_to_the_search_the_lists_and_the_requests()
    {
        var (me, other) = (await _server.AddPersonAsync("anyone"), await _server.AddPersonAsync("anyone", "Bao"));
        using (var mine = await ApiClient.SignInAsync(me))
            await mine.AskAsync(HttpMethod.Post, "friends", new { uin = other.Uin });
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await PressAsync(browser, "2", "Alt");
        await browser.WaitUntilAsync("() => document.activeElement.matches('a.row') && document.activeElement.innerText.includes('Bao')");
        await PressAsync(browser, "3", "Alt");
        await browser.WaitForAsync("main h1", "Friend requests");
        await PressAsync(browser, "k", "Control");
        await browser.WaitUntilAsync("() => document.activeElement.id === 'search'");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    private static async Task PressAsync(PageBrowser browser, string key, params string[] held)
    {
        foreach (var one in held)
            await browser.Page.Keyboard.DownAsync(one);
        await browser.Page.Keyboard.PressAsync(key);
        foreach (var one in held)
            await browser.Page.Keyboard.UpAsync(one);
    }
}
