using System.Globalization;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>The page as a browser keeps it: it opens without a server, and nothing is lost while there is none.</summary>
public sealed class PageInstalledTests
{
    private const string IsSeenKept = """
        text => new Promise(resolve => {
          const opening = indexedDB.open('tqq');
          opening.onsuccess = () => {
            const reading = opening.result.transaction('seen').objectStore('seen').getAll();
            reading.onsuccess = () => {
              opening.result.close();
              resolve(JSON.stringify(reading.result).includes(text));
            };
          };
        })
        """;

    [Fact]
    public async Task The_page_opens_without_a_server_and_shows_what_was_seen_and_what_waits()
    {
        using var directory = new TemporaryDirectory();
        var server = await LocalServer.StartAsync(directory.At("data"));
        var (me, other) = (await server.AddPersonAsync(), await server.AddOnlineAsync(nick: "Bao"));
        await using var browser = await PageBrowser.OpenAsync(server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.SayAsync("seen before");
        await browser.WaitForAsync(".meta.ok", "On the server");
        await browser.Page.TypeAsync("#text", "a draft");
        await browser.Page.EvaluateExpressionAsync("navigator.serviceWorker.ready.then(() => {})");
        await browser.WaitUntilAsync("() => navigator.serviceWorker.controller");
        await browser.WaitUntilAsync(IsSeenKept, "seen before");
        await server.DisposeAsync();

        await browser.Page.ReloadAsync();
        await browser.WaitForAsync(".lost-banner", "No connection since");
        await browser.WaitForAsync(".bar h1", "Bao");
        Assert.Equal(["seen before"], await browser.MessagesAsync());
        Assert.Equal("a draft", await browser.Page.EvaluateExpressionAsync<string>("document.querySelector('#text').value"));
        await browser.Page.FocusAsync("#text");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync(".msg.waiting", "a draft");
        await browser.Page.ReloadAsync();
        await browser.WaitForAsync(".msg.waiting", "a draft");

        await using var again = await LocalServer.StartAsync(directory.At("data"), At(server));
        await browser.Page.ClickAsync(".lost-banner button");
        await browser.WaitForAsync(".back-again", "Connected again. One message went out.");
        await browser.WaitForAsync(".msg:not(.waiting)", "a draft");
        Assert.Equal(["seen before", "a draft"], await browser.MessagesAsync());
    }

    [Fact, LongRun]
    public async Task A_server_that_is_killed_and_comes_back_has_everything_once()
    {
        using var directory = new TemporaryDirectory();
        var server = await RunningServer.StartAsync(directory.At("data"), "--penalty", "0");
        var (me, other) = (await server.AddPersonAsync(), await server.AddOnlineAsync());
        await using var browser = await PageBrowser.OpenAsync(server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}");
        for (var number = 0; number < 5; number++)
            await browser.SayAsync($"text {number}");
        // Some may be on their way now.
        await server.KillAsync();
        for (var number = 5; number < 10; number++)
            await browser.SayAsync($"text {number}");
        await browser.WaitForAsync(".lost-banner", "No connection since");

        await using var again = await RunningServer.StartAsync(directory.At("data"), ["--penalty", "0", .. At(server)]);
        var back = new Person(again, other.Uin, other.Password) { NamesTarget = true };
        await back.LoginAsync();
        Assert.Equal("0&", await back.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG=meanwhile"));
        await browser.Page.ClickAsync(".lost-banner button");
        await browser.WaitForAsync(".msg", "meanwhile");
        await browser.WaitForNoneAsync(".msg.waiting");

        var expected = Enumerable.Range(0, 10).Select(number => $"text {number}").ToArray();
        Assert.Equal([.. expected, "meanwhile"], (await browser.MessagesAsync()).OrderBy(text => text == "meanwhile"));
        Assert.Equal(expected, (await back.FetchAsync()).Select(item => item.Split(' ', 3)[2].TrimEnd()));
        await server.DisposeAsync();
    }

    // The flags that have it where it was.
    private static string[] At(TestServer server) =>
    [
        "--web", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{server.Web.Port}"),
        "--listen", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{server.Wire.Port}"),
    ];
}
