using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>Requests, blocks and chats, as the page shows and changes them.</summary>
[LongRun]
public sealed class PeopleTests(PageServer pages) : IClassFixture<PageServer>
{
    private readonly TestServer _server = pages.Server;

    [Fact]
    public async Task A_request_that_was_refused_says_so_and_why()
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddPersonAsync(nick: "老李"));
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"add/{other.Uin}");
        await browser.WaitForAsync(".person", "老李");
        await browser.Page.ClickAsync(".person .do button");
        await browser.Page.WaitForFunctionAsync("() => document.activeElement.name === 'words'");
        await browser.Page.Keyboard.TypeAsync("It is me");
        await browser.Page.ClickAsync(".person .btn.primary");
        await browser.WaitForAsync(".outcome", "Asked");
        await browser.GoAsync("requests");
        await browser.WaitForAsync(".entry", "Waiting since");

        using var others = await ApiClient.SignInAsync(other);
        await others.AskAsync(HttpMethod.Post, $"requests/in/{me.Uin}/refuse", new { reason = "最近不加人" }, HttpStatusCode.NoContent);

        await browser.WaitForAsync(".entry", "Refused:");
        await browser.WaitForAsync(".entry", "“最近不加人”");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task A_chat_with_oneself_says_so_and_offers_neither_a_request_nor_a_block()
    {
        var me = await _server.AddPersonAsync();
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{me.Uin}/card");
        await browser.WaitForAsync(".who .sub", "You");
        await browser.WaitForOneAsync(".side .hero");
        await browser.WaitForNoneAsync($".side .actions, a[href='#/add/{me.Uin}']");
        await browser.Page.ClickAsync(".bar [aria-haspopup=menu]");
        await browser.WaitForOneAsync(".bar .menu:popover-open :focus");
        Assert.Equal("Profile card\nDelete this chat", await browser.ReadAsync(".bar .menu"));
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task Whoever_is_blocked_on_a_card_stands_in_the_settings_until_that_is_taken_back()
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddPersonAsync(nick: "代购小妹"));
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}/card");
        await ClickAsync(browser, ".side button", "Block");
        await browser.WaitForAsync("dialog[open]", "They are not told.");
        await ClickAsync(browser, "dialog[open] button", "Block");
        await browser.WaitForAsync(".side button", "Unblock");

        await browser.GoAsync("settings/blocked");
        await browser.WaitForAsync("#blocked .entry", "代购小妹");
        await ClickAsync(browser, "#blocked .entry button", "Unblock");

        await browser.WaitForAsync("#blocked", "Nobody is blocked.");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task A_chat_with_somebody_who_is_blocked_says_so_everywhere_until_that_is_taken_back_there()
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddOnlineAsync("anyone", "代购小妹"));
        using var mine = await ApiClient.SignInAsync(me);
        await mine.AskAsync(HttpMethod.Post, "friends", new { uin = other.Uin });
        await PageServer.SayAsync(other, me, ["hi ,"]);
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}/card");
        await browser.WaitForAsync(".side button", "Block");
        await browser.WaitForAsync(".pane .bar .sub", "Online");
        await browser.Page.ClickAsync(".bar [aria-haspopup=menu]");
        await ClickAsync(browser, "[role=menuitem]", "Block");
        await ClickAsync(browser, "dialog[open] button", "Block");

        await browser.WaitForAsync(".pane .bar .sub", "Blocked");
        await browser.WaitForAsync(".shut", "You have blocked");
        await browser.WaitForOneAsync(".list .row [title=Blocked]");
        await browser.WaitForAsync(".side button", "Unblock");
        await browser.WaitForNoneAsync(".pane .bar .dot, .list .row .dot");
        await browser.Page.ReloadAsync();
        await browser.WaitForAsync(".shut", "You have blocked");

        await ClickAsync(browser, ".shut button", "Unblock");
        await browser.WaitForAsync(".pane .bar .sub", "Online");
        await browser.WaitForNoneAsync(".shut, [title=Blocked]");
        await browser.WaitUntilAsync("() => document.activeElement.id === 'main'");
        Assert.False((await mine.AskAsync(HttpMethod.Get, $"people/{other.Uin}")).GetProperty("blocked").GetBoolean());
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task Whom_another_device_blocks_or_mutes_is_seen_at_once_and_again_when_the_stream_was_gone()
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddPersonAsync(nick: "代购小妹"));
        using var phone = await ApiClient.SignInAsync(me);
        await PageServer.SayAsync(other, me, ["hi ,"]);
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}/card");
        await browser.WaitForAsync(".side button", "Mute");

        await MarkAsync(HttpMethod.Put, "block");
        await browser.WaitForAsync(".shut", "You have blocked");
        await browser.WaitForAsync(".side button", "Unblock");
        await MarkAsync(HttpMethod.Delete, "block");
        await browser.WaitForNoneAsync(".shut");
        await MarkAsync(HttpMethod.Put, "mute");
        await browser.WaitForOneAsync(".list .row [title=Muted]");
        await browser.WaitForAsync(".side button", "Announce again");

        await browser.Page.SetOfflineModeAsync(true);
        await browser.WaitForOneAsync(".statusbar.lost");
        await MarkAsync(HttpMethod.Delete, "mute");
        await browser.Page.SetOfflineModeAsync(false);
        await browser.WaitForNoneAsync(".list .row [title=Muted]");

        Task MarkAsync(HttpMethod method, string mark) =>
            phone.AskAsync(method, $"people/{other.Uin}/{mark}", null, HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_stranger_whom_another_device_marks_has_a_name_and_every_tab_knows_it()
    {
        var (me, muted, blocked) = (await _server.AddPersonAsync(), await _server.AddPersonAsync(nick: "小鹿"),
            await _server.AddPersonAsync(nick: "代购小妹"));
        using var phone = await ApiClient.SignInAsync(me);
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.WaitUntilConnectedAsync();
        await browser.GoAsync("settings/blocked");
        await browser.WaitForAsync("#blocked", "Nobody is blocked.");

        await phone.AskAsync(HttpMethod.Put, $"people/{blocked.Uin}/block", null, HttpStatusCode.NoContent);
        await browser.WaitForAsync("#blocked .entry", "代购小妹");
        await browser.GoAsync($"chat/{blocked.Uin}");
        await browser.WaitForAsync(".shut", "代购小妹");
        await browser.GoAsync($"chat/{muted.Uin}/card");
        await browser.WaitForAsync(".side button", "Mute");
        await phone.AskAsync(HttpMethod.Put, $"people/{muted.Uin}/mute", null, HttpStatusCode.NoContent);
        await browser.WaitForAsync(".side button", "Announce again");

        await using var second = await browser.OpenTabAsync();
        await second.WaitUntilConnectedAsync();
        await PageServer.SayAsync(muted, me, ["hi ,"]);
        await second.WaitForAsync(".list .row", "hi ,");
        await second.WaitForOneAsync(".list .row [title=Muted]");
    }

    [Fact]
    public async Task Of_somebody_who_is_muted_and_blocked_only_the_block_is_told()
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddPersonAsync());
        using var mine = await ApiClient.SignInAsync(me);
        foreach (var mark in new[] { "mute", "block" })
            await mine.AskAsync(HttpMethod.Put, $"people/{other.Uin}/{mark}", null, HttpStatusCode.NoContent);
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}/card");
        await browser.WaitForAsync(".side .hint", "What they send does not arrive.");
        Assert.DoesNotContain("is not announced", await browser.ReadAsync(".side"), StringComparison.Ordinal);

        await ClickAsync(browser, ".side button", "Unblock");
        await browser.WaitForAsync(".side .hint", "What they send arrives and is not announced.");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task A_chat_is_deleted_only_when_one_is_sure()
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddPersonAsync(nick: "阿宝"));
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await PageServer.SayAsync(other, me, ["hi ,"]);
        await browser.WaitForAsync(".list .row", "hi ,");
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.WaitForAsync(".item .msg", "hi ,");

        await browser.Page.ClickAsync(".bar [aria-haspopup=menu]");
        await ClickAsync(browser, "[role=menuitem]", "Delete this chat");
        await browser.WaitForAsync("dialog[open] h2", "阿宝");
        await browser.Page.Keyboard.PressAsync("Escape");
        await browser.Page.WaitForFunctionAsync("() => !document.querySelector('dialog')");
        await browser.WaitForAsync(".item .msg", "hi ,");
        await browser.Page.ClickAsync(".bar [aria-haspopup=menu]");
        await ClickAsync(browser, "[role=menuitem]", "Delete this chat");
        await ClickAsync(browser, "dialog[open] button", "Delete");

        await browser.WaitForAsync(".list", "No chats yet");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    private static async Task ClickAsync(PageBrowser browser, string selector, string words)
    {
        const string find = """
            (selector, words) => [...document.querySelectorAll(selector)]
              .find(one => one.innerText.trim() === words && one.getClientRects().length > 0)
            """;
        await using var found = await browser.Page.WaitForFunctionAsync(find, selector, words);
        await found.EvaluateFunctionAsync("one => one.click()");
    }
}
