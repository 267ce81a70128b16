using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>What several tabs of one account do together: one of them has the stream, and hands on what it hears.</summary>
public sealed class PageTabsTests(SharedServer shared)
{
    private TestServer Server => shared.Server;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_tabs_share_one_stream_and_the_one_that_stays_goes_on_with_it(bool hasLocks)
    {
        using var directory = new TemporaryDirectory();
        // A second stream would be refused.
        await using var server = await LocalServer.StartAsync(directory.At("data"), "--streams-per-account", "1");
        var (me, other) = (await server.AddPersonAsync(), await server.AddOnlineAsync());
        await using var first = await PageBrowser.OpenAsync(server, hasLocks: hasLocks);
        await first.SignInAsync(me);
        await using var second = await first.OpenTabAsync();
        await second.WaitUntilConnectedAsync();
        await second.GoAsync($"chat/{other.Uin}");
        await second.SayAsync("from the second");
        await second.WaitForAsync(".meta.ok", "On the server");
        Assert.Equal("0&", await other.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG=to both"));
        await second.WaitForAsync(".msg", "to both");
        await first.WaitForAsync(".row .preview", "to both");

        await first.Page.CloseAsync();
        Assert.Equal("0&", await other.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG=in between"));
        await second.WaitForAsync(".msg", "in between");
        Assert.Equal(["from the second", "to both", "in between"], await second.MessagesAsync());
    }

    [Theory, LongRun]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_tab_that_is_put_to_sleep_leads_no_more_and_all_tabs_have_everything_once(bool hasLocks) => SleepAsync(hasLocks,
        asleep => asleep.Page.Client.SendAsync("Page.setWebLifecycleState", new { state = "frozen" }),
        asleep => asleep.Page.Client.SendAsync("Page.setWebLifecycleState", new { state = "active" }));

    // As by browsers that do not say so.
    [Theory, LongRun]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_tab_that_leads_and_says_nothing_leads_no_more_and_all_tabs_have_everything_once(bool hasLocks) => SleepAsync(hasLocks,
        asleep => asleep.Page.EvaluateExpressionAsync("""
            globalThis.speak = BroadcastChannel.prototype.postMessage;
            BroadcastChannel.prototype.postMessage = () => {};
            """),
        asleep => asleep.Page.EvaluateExpressionAsync("BroadcastChannel.prototype.postMessage = speak"));

    private async Task SleepAsync(bool hasLocks, Func<PageBrowser, Task> sleep, Func<PageBrowser, Task> wake)
    {
        var (me, other) = (await Server.AddPersonAsync(), await Server.AddOnlineAsync());
        await using var first = await PageBrowser.OpenAsync(Server, hasLocks: hasLocks);
        await first.SignInAsync(me);
        await first.GoAsync($"chat/{other.Uin}");
        await first.WaitForOneAsync("#text");
        await using var second = await first.OpenTabAsync();
        await second.WaitUntilConnectedAsync();
        await second.GoAsync($"chat/{other.Uin}");
        await SayAsync("to both");
        await first.WaitForAsync(".msg", "to both");
        await second.WaitForAsync(".msg", "to both");
        // With locks the first one leads, and without them the one that was looked at last.
        var (asleep, awake) = hasLocks ? (first, second) : (second, first);

        await sleep(asleep);
        await SayAsync("at night");
        await awake.WaitForAsync(".msg", "at night");
        await SayAsync("in the morning");
        await awake.WaitForAsync(".msg", "in the morning");
        await wake(asleep);
        await asleep.WaitForAsync(".msg", "in the morning");
        await SayAsync("at noon");
        await asleep.WaitForAsync(".msg", "at noon");
        await awake.WaitForAsync(".msg", "at noon");
        Assert.Equal(["to both", "at night", "in the morning", "at noon"], await asleep.MessagesAsync());
        Assert.Equal(["to both", "at night", "in the morning", "at noon"], await awake.MessagesAsync());

        async Task SayAsync(string text) => Assert.Equal("0&", await other.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG={text}"));
    }
}
