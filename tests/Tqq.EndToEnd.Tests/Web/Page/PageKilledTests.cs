using PuppeteerSharp;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>
/// A tab that is killed, and a browser that is: nothing is lost, nothing arrives twice, and other tabs go on. The browser is one that no
/// other test uses, since tabs may share a process.
/// </summary>
[LongRun]
public sealed class PageKilledTests(SharedServer shared) : IAsyncLifetime
{
    private IBrowser _browser = null!;

    private TestServer Server => shared.Server;

    public async ValueTask InitializeAsync() => _browser = await SharedBrowser.LaunchAsync();

    public async ValueTask DisposeAsync() => await _browser.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_killed_tab_was_sending_arrives_once(bool isWithServer)
    {
        var (me, other) = (await Server.AddPersonAsync(), await Server.AddOnlineAsync());
        await using var killed = await OpenAsync(me, other);
        var held = await killed.FreezeAsync("/messages", isWithServer);
        await killed.SayAsync("on its way");
        await held;
        await killed.CrashAsync();

        await using var next = await killed.OpenTabAsync();
        await SettleAsync(next, other, "on its way");
        Assert.Equal(["on its way"], await next.MessagesAsync());
        Assert.Equal([$"9 {me.Uin} on its way "], await other.FetchAsync());
    }

    [Fact]
    public async Task A_queue_that_goes_out_when_the_tab_is_killed_arrives_once_and_in_order()
    {
        var (me, other) = (await Server.AddPersonAsync(), await Server.AddOnlineAsync());
        await using var killed = await OpenAsync(me, other);
        await killed.Page.SetOfflineModeAsync(true);
        await killed.WaitForOneAsync(".lost-banner");
        string[] texts = ["one", "two", "three", "four", "five"];
        foreach (var text in texts)
            await killed.SayAsync(text);
        await killed.WaitForAsync(".lost-banner", "5 messages wait here and go out by themselves.");
        var held = await killed.FreezeAsync("/messages", isAnswer: true, place: 3);
        await killed.Page.SetOfflineModeAsync(false);
        await held;
        await killed.CrashAsync();

        await using var next = await killed.OpenTabAsync();
        await SettleAsync(next, other, "five");
        Assert.Equal(texts, await next.MessagesAsync());
        Assert.Equal(texts, (await other.FetchAsync()).Select(item => item.Split(' ', 3)[2].TrimEnd()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_killed_tab_was_sending_is_sent_by_another_that_is_open(bool hasLocks)
    {
        var (me, other) = (await Server.AddPersonAsync(), await Server.AddOnlineAsync());
        await using var stays = await OpenAsync(me, other, hasLocks);
        await using var killed = await stays.OpenTabAsync();
        await killed.WaitUntilConnectedAsync();
        await killed.GoAsync($"chat/{other.Uin}");
        var held = await killed.FreezeAsync("/messages", isAnswer: false);
        await killed.SayAsync("on its way");
        await held;
        await killed.CrashAsync();

        await SettleAsync(stays, other, "on its way");
        Assert.Equal(["on its way"], await stays.MessagesAsync());
        Assert.Equal([$"9 {me.Uin} on its way "], await other.FetchAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_the_tab_that_has_the_stream_is_killed_another_takes_it_over_and_misses_nothing(bool hasLocks)
    {
        using var directory = new TemporaryDirectory();
        // A second stream would be refused.
        await using var server = await LocalServer.StartAsync(directory.At("data"), "--penalty", "0", "--streams-per-account", "1");
        var (me, other) = (await server.AddPersonAsync(), await server.AddOnlineAsync());
        await using var first = await PageBrowser.OpenAsync(server, await _browser.CreateBrowserContextAsync(), hasLocks);
        await first.SignInAsync(me);
        await using var second = await first.OpenTabAsync();
        await second.WaitUntilConnectedAsync();
        foreach (var tab in (PageBrowser[])[first, second])
        {
            await tab.GoAsync($"chat/{other.Uin}");
            await tab.WaitForOneAsync("#text");
        }

        await SayAsync("to both");
        await first.WaitForAsync(".msg", "to both");
        await second.WaitForAsync(".msg", "to both");
        // With locks the first one leads, and without them the one that was looked at last.
        var (killed, stays) = hasLocks ? (first, second) : (second, first);
        await killed.CrashAsync();
        await SayAsync("at once");
        await stays.WaitForAsync(".msg", "at once");
        await SayAsync("later");
        await stays.WaitForAsync(".msg", "later");
        Assert.Equal(["to both", "at once", "later"], await stays.MessagesAsync());

        async Task SayAsync(string text) => Assert.Equal("0&", await other.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG={text}"));
    }

    [Fact]
    public async Task A_text_of_a_tab_that_is_killed_before_the_browser_has_kept_it_is_a_draft_again()
    {
        var (me, other) = (await Server.AddPersonAsync(), await Server.AddOnlineAsync());
        await using var killed = await OpenAsync(me, other);
        await killed.Page.EvaluateExpressionAsync("IDBObjectStore.prototype.put = () => new EventTarget()");
        await killed.SayAsync("hardly written");
        await killed.WaitForAsync(".msg.waiting", "hardly written");
        await killed.CrashAsync();

        await using var next = await killed.OpenTabAsync();
        await next.WaitUntilConnectedAsync();
        await next.GoAsync($"chat/{other.Uin}");
        await next.WaitForOneAsync("#text");
        Assert.Equal("hardly written", await next.Page.EvaluateExpressionAsync<string>("document.querySelector('#text').value"));
        await next.Page.FocusAsync("#text");
        await next.Page.Keyboard.PressAsync("Enter");
        await SettleAsync(next, other, "hardly written");
        await next.Page.ReloadAsync();
        await next.WaitForOneAsync("#text");
        Assert.Equal("", await next.Page.EvaluateExpressionAsync<string>("document.querySelector('#text').value"));
        Assert.Equal([$"9 {me.Uin} hardly written "], await other.FetchAsync());
    }

    [Fact]
    public async Task What_waits_when_the_browser_is_killed_goes_out_once_when_it_is_started_again()
    {
        using var directory = new TemporaryDirectory();
        var (me, other) = (await Server.AddPersonAsync(), await Server.AddOnlineAsync());
        // A browser writes cookies to the disk some time later, and when it is closed.
        await using (var first = await SharedBrowser.LaunchAsync(directory.At("profile")))
        {
            var signedIn = await PageBrowser.OpenAsync(Server, first.DefaultContext);
            await signedIn.SignInAsync(me);
            await first.CloseAsync();
        }

        var killed = await SharedBrowser.LaunchAsync(directory.At("profile"));
        var page = await PageBrowser.OpenAsync(Server, killed.DefaultContext);
        await page.WaitUntilConnectedAsync();
        await page.GoAsync($"chat/{other.Uin}");
        var held = await page.FreezeAsync("/messages", isAnswer: true);
        await page.SayAsync("the server has it");
        await held;
        await page.SayAsync("first");
        await page.SayAsync("second");
        await page.WaitForAsync(".msg.waiting", "second");
        await page.WaitUntilAsync(IsKept, "second");
        killed.Process.Kill(entireProcessTree: true);
        await killed.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        killed.Disconnect();

        await using var again = await SharedBrowser.LaunchAsync(directory.At("profile"));
        var back = await PageBrowser.OpenAsync(Server, again.DefaultContext);
        await SettleAsync(back, other, "second");
        Assert.Equal(["the server has it", "first", "second"], await back.MessagesAsync());
        Assert.Equal(["the server has it ", "first ", "second "], (await other.FetchAsync()).Select(item => item.Split(' ', 3)[2]));
        await again.CloseAsync();
    }

    private const string IsKept = """
        text => new Promise(resolve => {
          const opening = indexedDB.open('tqq');
          opening.onsuccess = () => {
            const reading = opening.result.transaction('outbox').objectStore('outbox').getAll();
            reading.onsuccess = () => {
              opening.result.close();
              resolve(reading.result.some(one => one.text === text));
            };
          };
        })
        """;

    private async Task<PageBrowser> OpenAsync(Person me, Person other, bool hasLocks = true)
    {
        var browser = await PageBrowser.OpenAsync(Server, await _browser.CreateBrowserContextAsync(), hasLocks);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.WaitForOneAsync("#text");
        return browser;
    }

    // Goes to the conversation, and waits until nothing is on its way any more.
    private static async Task SettleAsync(PageBrowser browser, Person other, string last)
    {
        await browser.WaitUntilConnectedAsync();
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.WaitForAsync(".msg:not(.waiting)", last);
        await browser.WaitForNoneAsync(".msg.waiting");
    }
}
