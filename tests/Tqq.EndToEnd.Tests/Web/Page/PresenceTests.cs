using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>How the page shows that friends are there, or were there when something was heard of them last.</summary>
[LongRun]
public sealed class PresenceTests(PageServer pages) : IClassFixture<PageServer>
{
    // Whether a friend is kept who is online; that is made so many milliseconds older.
    private const string Keep = """
        age => new Promise(resolve => {
          const opening = indexedDB.open('tqq');
          opening.onsuccess = () => {
            const changing = opening.result.transaction('seen', 'readwrite');
            const store = changing.objectStore('seen');
            let found;
            store.getAll().onsuccess = event => {
              found = event.target.result.find(one => one.people.some(each => each.status === 'online'));
              if (found) store.put({ ...found, at: found.at - age });
            };
            changing.oncomplete = () => {
              opening.result.close();
              resolve(Boolean(found));
            };
          };
        })
        """;

    private const string Grey = """
        (...places) => {
          const colours = places.map(one => getComputedStyle(document.querySelector(`${one} .dot`)).backgroundColor);
          const probe = document.body.appendChild(document.createElement('i'));
          probe.style.background = 'var(--away)';
          const grey = getComputedStyle(probe).backgroundColor;
          probe.remove();
          return colours.every(one => one === grey);
        }
        """;

    private readonly TestServer _server = pages.Server;

    [Fact]
    public async Task Without_a_connection_header_card_and_list_say_when_somebody_was_there()
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddOnlineAsync("anyone"));
        await BefriendAsync(me, other);
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}/card");
        await browser.WaitForAsync(".side .presence", "Online");
        await browser.PressAsync(".find [role=tab]:nth-of-type(2)");
        await browser.WaitForAsync(".list .row", "Online");
        await browser.Page.SetOfflineModeAsync(true);
        await browser.WaitForAsync(".lost-banner", "No connection since");
        foreach (var place in (string[])[".pane .bar .sub", ".side .presence", ".list .row .preview"])
            await browser.WaitForAsync(place, "Online at ");
        Assert.True(await browser.Page.EvaluateFunctionAsync<bool>(
            Grey, ".pane .bar", ".side .presence", ".side .hero .face", ".list .row"));
    }

    [Fact]
    public async Task A_page_that_is_opened_without_a_server_says_it_of_the_time_when_it_was_kept()
    {
        using var directory = new TemporaryDirectory();
        var server = await LocalServer.StartAsync(directory.At("data"));
        var (me, other) = (await server.AddPersonAsync(), await server.AddOnlineAsync("anyone"));
        await BefriendAsync(me, other);
        await using var browser = await PageBrowser.OpenAsync(server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.WaitForAsync(".pane .bar .sub", "Online");
        await browser.Page.EvaluateExpressionAsync("navigator.serviceWorker.ready.then(() => {})");
        await browser.WaitUntilAsync("() => navigator.serviceWorker.controller");
        await browser.WaitUntilAsync(Keep, 0);
        await server.DisposeAsync();
        await browser.WaitForAsync(".lost-banner", "No connection since");
        await browser.WaitUntilAsync(Keep, 86_400_000);

        await browser.Page.ReloadAsync();
        await browser.WaitForAsync(".lost-banner", "No connection since");
        Assert.Matches(@"Online at [A-Z][a-z]{2} \d\d:\d\d", await browser.ReadAsync(".pane .bar .sub"));
    }

    private static async Task BefriendAsync(Person one, Person other)
    {
        using var client = await ApiClient.SignInAsync(one);
        await client.AskAsync(HttpMethod.Post, "friends", new { uin = other.Uin });
    }
}
