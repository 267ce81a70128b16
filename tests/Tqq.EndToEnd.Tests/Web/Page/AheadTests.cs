using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>What the page asks of the server before its own script has come.</summary>
[LongRun]
public sealed class AheadTests(SharedServer shared)
{
    private static readonly string[] s_lists = ["conversations", "friends", "requests/in", "requests/out"];

    private TestServer Server => shared.Server;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_is_signed_in_has_asked_for_all_that_the_list_needs_and_what_comes_meanwhile_is_there_once(bool hasLocks)
    {
        var (me, other) = (await Server.AddPersonAsync(), await Server.AddOnlineAsync());
        await using var browser = await PageBrowser.OpenAsync(Server, hasLocks: hasLocks);
        await browser.SignInAsync(me);
        var held = await HeldScript.HoldAsync(browser.Page, "app");
        var reload = browser.Page.ReloadAsync();
        await held.WaitForAsync([.. s_lists, "me", "events"]);
        Assert.Equal("0&", await other.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG=meanwhile"));
        held.LetGo();
        await reload;
        await browser.WaitUntilConnectedAsync();
        await browser.WaitForAsync(".row .preview", "meanwhile");
        Assert.StartsWith("1", await browser.ReadAsync(".row .badge"), StringComparison.Ordinal);
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.WaitForAsync(".msg", "meanwhile");
        Assert.Equal(["meanwhile"], await browser.MessagesAsync());
        // Who is signed in is read before the stream and behind its beginning; all else once.
        Assert.Equal((2, 1), (held.CountOf("me"), held.CountOf("events")));
        Assert.All(s_lists, path => Assert.Equal(1, held.CountOf(path)));
    }

    [Fact]
    public async Task A_tab_beside_the_one_that_leads_asks_for_no_stream()
    {
        var me = await Server.AddPersonAsync();
        await using var first = await PageBrowser.OpenAsync(Server);
        await first.SignInAsync(me);
        await using var second = await first.OpenTabAsync();
        await second.WaitUntilConnectedAsync();
        var held = await HeldScript.HoldAsync(second.Page, "app");
        var reload = second.Page.ReloadAsync();
        await held.WaitForAsync("me");
        held.LetGo();
        await reload;
        await second.WaitUntilConnectedAsync();
        Assert.Equal(0, held.CountOf("events"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_is_kicked_while_the_page_comes_reads_who_has_done_it(bool hasLocks)
    {
        var me = await Server.AddPersonAsync();
        await using var browser = await PageBrowser.OpenAsync(Server, hasLocks: hasLocks);
        await browser.SignInAsync(me);
        var held = await HeldScript.HoldAsync(browser.Page, "app");
        var reload = browser.Page.ReloadAsync();
        await held.WaitForAsync("friends", "events");
        using var kicked = await Server.AdminAsync(HttpMethod.Post, $"accounts/{me.Uin}/kick?devices=true");
        await browser.WaitUntilAsync("() => fetch('/api/v1/me').then(reply => reply.status === 401)");
        held.LetGo();
        await reload;
        await browser.WaitForAsync(".door [role=status]", "An administrator has ended this session.");
    }

    [Fact]
    public async Task What_was_asked_for_of_one_account_is_not_shown_to_another_that_has_signed_in_since()
    {
        var (me, next, other) = (await Server.AddPersonAsync(), await Server.AddPersonAsync(), await Server.AddOnlineAsync());
        Assert.Equal("0&", await other.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG=for the first"));
        Assert.Equal("0&", await other.ResultAsync("CLTMSG", $"&UN={next.Uin}&MG=for the next"));
        await using var browser = await PageBrowser.OpenAsync(Server);
        await browser.SignInAsync(me);
        // A page of the same browser that has no part in who leads.
        await using var beside = await browser.OpenTabAsync();
        await beside.Page.GoToAsync($"{Server.Web}admin/");
        await browser.Page.BringToFrontAsync();
        var held = await HeldScript.HoldAsync(browser.Page, "app");
        var reload = browser.Page.ReloadAsync();
        await held.WaitForAsync("me", "conversations");
        await beside.ReplaceAccountAsync(next);
        held.LetGo();
        await reload;
        await browser.WaitUntilConnectedAsync();
        await browser.WaitForAsync(".row .preview", "for the next");
        await browser.WaitForAsync(".me-card", $"{next.Uin}");
        Assert.DoesNotContain("for the first", await browser.ReadAsync(".column"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_view_that_has_not_come_is_asked_for_again()
    {
        var (me, other) = (await Server.AddPersonAsync(), await Server.AddPersonAsync());
        await using var browser = await PageBrowser.OpenAsync(Server);
        await browser.SignInAsync(me);
        var isLost = true;
        browser.Page.Request += (_, asked) => _ = isLost && asked.Request.Url.Contains("/page/later.", StringComparison.Ordinal)
            ? asked.Request.AbortAsync() : asked.Request.ContinueAsync();
        await browser.Page.Client.SendAsync("Network.setBypassServiceWorker", new { bypass = true });
        await browser.Page.Client.SendAsync("Network.setCacheDisabled", new { cacheDisabled = true });
        await browser.Page.SetRequestInterceptionAsync(true);
        await browser.Page.ReloadAsync();
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.WaitForAsync(".pane .error", "This view has not come.");
        isLost = false;
        await browser.PressAsync("Try again", ".pane .error", "");
        await browser.WaitForOneAsync("#text");
    }
}
