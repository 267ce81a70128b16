using System.Globalization;
using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>What the page says where the server refuses or nothing answers, and that it can be tried again.</summary>
public sealed class TroubleTests(PageServer pages) : IClassFixture<PageServer>
{
    private const string Busy = " The server's disk takes nothing now. Try again later.";

    private readonly TestServer _server = pages.Server;

    [Fact, LongRun]
    public async Task A_status_that_was_not_changed_is_as_before_and_the_line_about_it_can_be_closed()
    {
        await using var browser = await OpenAsync();
        await browser.HoldAsync("/me/status", "PUT");
        await BusyAsync();
        await browser.WaitForAsync(".column .error", "Your status has not changed. The server does not answer.");
        await browser.WaitForAsync(".me .btn", "Online");
        await browser.Page.ClickAsync(".column .error button:last-child");
        await browser.WaitForNoneAsync(".error");

        await BusyAsync();
        await browser.WaitForOneAsync(".column .error");
        await browser.LetGoAsync();
        await browser.Page.ClickAsync(".column .error .btn");
        await browser.WaitForAsync(".me .btn", "Busy");
        await browser.WaitForNoneAsync(".error");

        Task BusyAsync() => browser.Page.EvaluateExpressionAsync("document.querySelectorAll('.me [role=menuitemradio]')[1].click()");
    }

    [Fact, LongRun]
    public async Task Somebody_who_was_not_muted_is_muted_when_it_is_tried_again()
    {
        await using var browser = await OpenAsync("hi");
        await browser.Page.ClickAsync(".list .row");
        await browser.WaitForAsync(".bar [role=menuitem]", "");
        await browser.RefuseAsync("/mute", "PUT");
        await browser.Page.EvaluateExpressionAsync(Mute);
        await browser.WaitForAsync("#main > .error", "It is not muted." + Busy);

        await browser.LetGoAsync();
        await browser.Page.ClickAsync("#main > .error .btn");
        await browser.WaitForOneAsync(".row .aside[title=Muted]");
        await browser.WaitForNoneAsync(".error");
        await browser.RefuseAsync("/mute", "DELETE");
        await browser.Page.EvaluateExpressionAsync(Mute);
        await browser.WaitForAsync("#main > .error", "It is muted as before." + Busy);
    }

    [Fact, LongRun]
    public async Task Older_messages_that_were_not_read_are_asked_for_once_and_again_when_somebody_says_so()
    {
        await using var browser = await OpenAsync(Texts(250));
        await browser.Page.ClickAsync(".list .row");
        await browser.WaitForAsync(".item:last-child .msg", "text 250");
        await browser.RefuseAsync("/messages", "GET");
        var asked = 0;
        browser.Page.Request += (_, one) => asked += one.Request.Url.Contains("before=", StringComparison.Ordinal) ? 1 : 0;
        await browser.Page.EvaluateExpressionAsync("document.querySelector('#log').scrollTop = 0");
        await browser.WaitForAsync("#log .error", "What was said before was not read." + Busy);
        for (var at = 0; at < 10; at++)
            await browser.Page.EvaluateFunctionAsync(
                "at => new Promise(done => { document.querySelector('#log').scrollTop = at; requestAnimationFrame(done); })", at);
        Assert.Equal(1, asked);

        await browser.LetGoAsync();
        await browser.Page.ClickAsync("#log .error button");
        await browser.WaitForNoneAsync(".error");
        await browser.WaitUntilAsync("() => { document.querySelector('#log').scrollTop = 0; return !document.querySelector('.older'); }");
        await browser.WaitForAsync(".item:first-child .msg", "first");
    }

    [Fact, LongRun]
    public async Task What_was_said_around_what_was_found_and_after_it_and_at_last_is_read_when_it_is_tried_again()
    {
        string[] texts = [.. Texts(120), "hidden behind the mirror", .. Texts(250)];
        await using var browser = await OpenAsync(texts);
        await SearchAsync(browser, "mirror");
        await browser.WaitForAsync(".list mark", "mirror");
        await browser.RefuseAsync("/messages", "GET");
        await browser.Page.ClickAsync(".list .row[href*='/at/']");
        await browser.WaitForAsync("#log .error", "The message that was found was not read." + Busy);
        await AgainAsync("#log .error button");
        await browser.WaitForAsync(".group.sought .msg", "mirror");

        await browser.RefuseAsync("/messages", "GET");
        await browser.WaitUntilAsync("""
            () => {
              const log = document.querySelector('#log');
              log.scrollTop = log.scrollHeight;
              return document.querySelector('#log .error');
            }
            """);
        await browser.WaitForAsync("#log .error", "What was said after this was not read." + Busy);
        await browser.Page.ClickAsync(".jump");
        await browser.WaitForAsync("#main > .error", "The latest was not read." + Busy);
        await AgainAsync("#main > .error .btn");
        await browser.WaitForAsync(".item:last-child .msg", "text 250");
        await browser.WaitForNoneAsync(".error");

        async Task AgainAsync(string button)
        {
            await browser.LetGoAsync();
            await browser.Page.ClickAsync(button);
        }
    }

    [Theory, LongRun]
    [InlineData("settings/tokens", "/api/v1/tokens", "#tokens", "heating")]
    [InlineData("settings/app-passwords", "/me/app-passwords", "#app-passwords", "Nokia")]
    [InlineData("settings/sessions", "/api/v1/sessions", "#sessions", "This page")]
    [InlineData("settings/blocked", "/api/v1/blocked", "#blocked", "Nobody is blocked.")]
    public async Task A_list_of_the_settings_that_was_not_read_is_read_when_it_is_tried_again(
        string view, string path, string section, string text)
    {
        await using var browser = await OpenAsync();
        await browser.RefuseAsync(path, "GET");
        await browser.GoAsync(view);
        await browser.WaitForAsync($"{section} .error", Busy.Trim());
        await browser.LetGoAsync();
        await browser.Page.EvaluateFunctionAsync("selector => document.querySelector(selector).click()", $"{section} .error button");
        await browser.WaitForAsync(section, text);
        await browser.WaitForNoneAsync($"{section} .error");
    }

    [Fact, LongRun]
    public async Task Whether_accounts_are_made_here_is_asked_again()
    {
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.RefuseAsync("/registration", "GET");
        await browser.Page.ReloadAsync();
        await browser.WaitForAsync(".door .error", "It is not known whether accounts are made here." + Busy);
        await browser.LetGoAsync();
        await browser.Page.ClickAsync(".door .error button");
        await browser.WaitForAsync(".door [role=tab]", "Register");
    }

    [Fact, LongRun]
    public async Task A_request_that_was_announced_and_not_read_is_read_without_anybody_asking()
    {
        var (me, other) = (await _server.AddPersonAsync("verify"), await _server.AddPersonAsync());
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.RefuseAsync("/requests/in", "GET");
        using var asker = await ApiClient.SignInAsync(other);
        await asker.AskAsync(HttpMethod.Post, "friends", new { uin = me.Uin, words = "It is me" });
        await browser.WaitForOneAsync(".statusbar.lost");
        await browser.LetGoAsync();
        await browser.WaitForAsync(".list .row", "Friend requests");
    }

    [Fact, LongRun]
    public async Task What_was_read_while_the_server_refused_to_note_it_is_read_a_little_later()
    {
        var me = await _server.AddPersonAsync();
        var other = await _server.AddPersonAsync();
        await PageServer.SayAsync(other, me, ["hi"]);
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.RefuseAsync("/read", "POST", retryAfter: "1");
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.Page.WaitForRequestAsync(one => one.Url.EndsWith("/read", StringComparison.Ordinal));
        await browser.LetGoAsync();
        await browser.WaitUntilAsync(
            "() => fetch('/api/v1/conversations').then(reply => reply.json()).then(all => all.conversations[0].unread === 0)");
    }

    private const string Mute =
        "[...document.querySelectorAll('.bar [role=menuitem]')].find(one => /Mute|Announce/.test(one.innerText)).click()";

    private static IEnumerable<string> Texts(int count) =>
        Enumerable.Range(1, count).Select(at => string.Create(CultureInfo.InvariantCulture, $"text {at}"));

    private static async Task SearchAsync(PageBrowser browser, string words)
    {
        await browser.WaitForOneAsync(".list .row");
        await browser.Page.TypeAsync("#search", words);
    }

    // Somebody who has heard these texts, has read them, and has a key of each kind.
    private async Task<PageBrowser> OpenAsync(params IEnumerable<string> texts)
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddPersonAsync());
        using var mine = await ApiClient.SignInAsync(me);
        await PageServer.SayAsync(other, me, ["first", .. texts]);
        await mine.AskAsync(HttpMethod.Post, $"conversations/{other.Uin}/read", new { }, HttpStatusCode.NoContent);
        await mine.AskAsync(HttpMethod.Post, "tokens", new { name = "heating", rights = "send" }, HttpStatusCode.Created);
        await mine.AskAsync(HttpMethod.Post, "me/app-passwords", new { name = "Nokia" }, HttpStatusCode.Created);
        var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.WaitForOneAsync(".list .row");
        return browser;
    }
}
