using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>The page where somebody sets the clock: that of the device, and that of the server.</summary>
[LongRun]
public sealed class PageClockTests(SharedServer shared)
{
    // Has the texts that wait have been tried so many hours earlier.
    private const string Age = """
        hours => new Promise(resolve => {
          const opening = indexedDB.open('tqq');
          opening.onsuccess = () => {
            const store = opening.result.transaction('outbox', 'readwrite').objectStore('outbox');
            store.getAll().onsuccess = event => {
              const tried = event.target.result.filter(one => one.tried);
              for (const one of tried) store.put({ ...one, tried: one.tried - hours * 3600000 });
              opening.result.close();
              resolve(tried[0]?.key);
            };
          };
        })
        """;

    private TestServer Server => shared.Server;

    [Theory]
    [InlineData(1)]
    [InlineData(25)]
    [InlineData(-1)]
    [InlineData(-25)]
    public async Task Where_the_clock_of_the_device_is_set_all_goes_on_and_what_waits_goes_out_once(int hours)
    {
        var (me, other) = (await Server.AddPersonAsync(), await Server.AddOnlineAsync());
        await using var browser = await OpenAsync(me, other);
        await browser.HoldAsync("/messages", "POST");
        await browser.SayAsync("before");
        await browser.WaitUntilAsync(Age, 0);
        await browser.Page.SetOfflineModeAsync(true);
        await browser.LetGoAsync();
        var before = await SecondsAsync(browser, least: 4);
        await browser.SetClockAsync(TimeSpan.FromHours(hours));
        // However the clock was set, it is tried again within half a minute.
        Assert.InRange(await SecondsAsync(browser, least: 0, but: before), 0, 40);
        await browser.SayAsync("after");
        await browser.WaitForAsync(".lost-banner", "2 messages wait here");
        await browser.Page.SetOfflineModeAsync(false);

        await browser.WaitForAsync(".back-again", "Connected again.");
        await browser.WaitForNoneAsync(".msg.waiting, .msg.failed");
        await browser.WaitUntilNothingWaitsAsync();
        Assert.Equal("0&", await other.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG=answer"));
        await browser.WaitForAsync(".msg", "answer");
        Assert.Equal(["before", "after", "answer"], await browser.MessagesAsync());
        Assert.Equal(["before ", "after "], (await other.FetchAsync()).Select(item => item.Split(' ', 3)[2]));
        await browser.Page.ReloadAsync();
        await browser.WaitUntilConnectedAsync();
        await browser.WaitForAsync(".msg", "answer");
        Assert.Equal(["before", "after", "answer"], await browser.MessagesAsync());
    }

    // The clock was wrong when the text was tried, and is right a day later; or the other way round.
    [Theory]
    [InlineData(25, 0)]
    [InlineData(0, -25)]
    public async Task What_was_tried_a_day_ago_is_looked_up_although_the_clock_of_the_device_says_that_it_was_just_now(int then, int now)
    {
        var (me, other) = (await Server.AddPersonAsync(), await Server.AddOnlineAsync());
        using var program = await ApiClient.SignInAsync(me);
        await using var browser = await OpenAsync(me, other);
        await browser.SetClockAsync(TimeSpan.FromHours(then));
        await browser.HoldAsync("/messages", "POST");
        await browser.SayAsync("in doubt");
        await browser.WaitUntilAsync(Age, 0);
        await browser.Page.SetOfflineModeAsync(true);
        await browser.WaitForOneAsync(".lost-banner");
        var key = await browser.Page.EvaluateFunctionAsync<string>(Age, 25);
        await program.AskAsync(HttpMethod.Post, $"conversations/{other.Uin}/messages", new { text = "in doubt" }, HttpStatusCode.Created,
            ("Idempotency-Key", key));
        await browser.SetClockAsync(TimeSpan.FromHours(now));

        await browser.Page.SetOfflineModeAsync(false);
        await browser.Page.ReloadAsync();
        // Sending it again would come to nothing.
        await browser.WaitUntilNothingWaitsAsync();
        await browser.WaitForAsync(".msg:not(.waiting)", "in doubt");
        Assert.Equal([$"9 {me.Uin} in doubt "], await other.FetchAsync());
    }

    [Fact]
    public async Task Days_are_named_anew_when_the_clock_of_the_device_is_set()
    {
        var (me, other) = (await Server.AddPersonAsync(), await Server.AddOnlineAsync());
        await using var browser = await OpenAsync(me, other);
        await browser.SayAsync("today");
        await browser.WaitForAsync(".day", "Today, ");
        foreach (var (days, named) in ((int, string)[])[(1, "Yesterday, "), (0, "Today, ")])
        {
            await browser.SetClockAsync(TimeSpan.FromDays(days));
            await browser.Page.EvaluateExpressionAsync("document.dispatchEvent(new Event('visibilitychange'))");
            await browser.WaitForAsync(".day", named);
        }

        // What was said tomorrow, as it seems, has its date.
        await browser.SetClockAsync(TimeSpan.FromDays(-1));
        await browser.Page.EvaluateExpressionAsync("document.dispatchEvent(new Event('visibilitychange'))");
        await browser.WaitUntilAsync("() => !/Today|Yesterday|undefined/.test(document.querySelector('.day').innerText)");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(25)]
    [InlineData(-1)]
    [InlineData(-25)]
    public async Task Where_the_clock_of_the_server_is_set_the_page_stays_connected_and_what_was_said_keeps_its_order(int hours)
    {
        using var directory = new TemporaryDirectory();
        var calendar = new SetCalendar();
        await using var server = await LocalServer.StartAsync(directory.At("data"), calendar, "--penalty", "0");
        var (me, other) = (await server.AddPersonAsync(), await server.AddOnlineAsync(nick: "Bao"));
        var third = await server.AddOnlineAsync(nick: "Carl");
        await using var browser = await PageBrowser.OpenAsync(server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.SayAsync("before");
        await browser.WaitForAsync(".meta.ok", "On the server");
        Assert.Equal("0&", await third.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG=in between"));
        await browser.WaitForAsync(".row .preview", "in between");

        calendar.Ahead = TimeSpan.FromHours(hours);
        Assert.Equal("0&", await other.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG=answer"));
        await browser.WaitForAsync(".msg", "answer");
        await browser.SayAsync("after");
        await browser.WaitForNoneAsync(".msg.waiting");
        Assert.Equal(["before", "answer", "after"], await browser.MessagesAsync());
        Assert.Equal(["Bao", "Carl"], await PeersAsync());
        await browser.Page.ReloadAsync();
        await browser.WaitUntilConnectedAsync();
        await browser.WaitForAsync(".msg", "after");
        Assert.Equal(["before", "answer", "after"], await browser.MessagesAsync());
        Assert.Equal(["Bao", "Carl"], await PeersAsync());
        Assert.Equal(["before ", "after "], (await other.FetchAsync()).Select(item => item.Split(' ', 3)[2]));

        Task<string[]> PeersAsync() => browser.Page.EvaluateExpressionAsync<string[]>(
            "[...document.querySelectorAll('.list .row .name')].map(one => one.innerText.trim())");
    }

    // The seconds to the next try, once they are so many at least, and others.
    private static async Task<int> SecondsAsync(PageBrowser browser, int least, int but = -1)
    {
        await using var found = await browser.Page.WaitForFunctionAsync("""
            (least, but) => {
              const seconds = Number(/again in (\d+) s/.exec(document.querySelector('.statusbar').innerText)?.[1] ?? -1);
              return seconds >= least && seconds !== but && { seconds };
            }
            """, new() { PollingInterval = 20 }, least, but);
        return await found.EvaluateFunctionAsync<int>("found => found.seconds");
    }

    private async Task<PageBrowser> OpenAsync(Person me, Person other)
    {
        var browser = await PageBrowser.OpenAsync(Server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.WaitForOneAsync("#text");
        return browser;
    }
}
