using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>How the page says that something came, where nobody looks at it.</summary>
[LongRun]
public sealed class PageNoticeTests(SharedServer shared) : PageNotices(shared)
{
    [Fact]
    public async Task A_hidden_page_shows_what_comes_but_not_of_the_muted_and_no_longer_than_until_it_is_read()
    {
        var (me, other, muted) = (await Server.AddPersonAsync(), await Server.AddOnlineAsync(nick: "Bao"), await Server.AddOnlineAsync());
        using var phone = await ApiClient.SignInAsync(me);
        await phone.AskAsync(HttpMethod.Put, $"people/{muted.Uin}/mute", status: HttpStatusCode.NoContent);
        await using var browser = await OpenAsync(me);
        await HideAsync(browser);
        var worker = await WatchedWorkerOfAsync(browser);

        Assert.Equal("0&", await muted.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG=unheard"));
        Assert.Equal("0&", await other.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG=hello 你好"));
        await worker.EvaluateExpressionAsync<object?>("shown");
        Assert.Equal([$"Bao: hello 你好 (chat/{other.Uin})"], await browser.Page.EvaluateExpressionAsync<string[]>(Shown));
        Assert.Equal("(1) Tqq", await browser.Page.GetTitleAsync());
        Assert.Contains("icon-unread", await browser.Page.EvaluateExpressionAsync<string>("document.querySelector('link[rel=icon]').href"),
            StringComparison.Ordinal);

        await phone.AskAsync(HttpMethod.Post, $"conversations/{other.Uin}/read", new { }, HttpStatusCode.NoContent);
        await browser.WaitUntilAsync(IsNoneShown);
    }

    [Fact]
    public async Task A_click_on_a_notification_opens_the_conversation_in_the_page_that_is_open_or_in_a_new_one()
    {
        var me = await Server.AddPersonAsync();
        var other = await Server.AddOnlineAsync(nick: "Bao");
        await using var browser = await OpenAsync(me);
        await browser.GoAsync("settings");
        await HideAsync(browser);
        var worker = await WatchedWorkerOfAsync(browser);
        Assert.Equal("0&", await other.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG=hello"));
        await worker.EvaluateExpressionAsync<object?>("shown");
        Assert.Equal($"{Origin}/ ", await worker.EvaluateFunctionAsync<string>(Click));
        await browser.WaitForAsync(".bar h1", "Bao");
        await browser.WaitForAsync(".msg", "hello");
        await browser.WaitUntilAsync(IsNoneShown);

        await browser.Page.GoToAsync("about:blank");
        await worker.EvaluateExpressionAsync<object?>("showNews({ kind: 'request', peer: 10002, nick: 'Bao' })");
        Assert.Equal(" /#/requests", await worker.EvaluateFunctionAsync<string>(Click));
    }

    [Fact]
    public async Task What_is_shown_stays_in_the_list_of_the_browser_while_others_are_put_away()
    {
        await using var browser = await OpenAsync(await Server.AddPersonAsync());
        var worker = await WorkerOfAsync(browser);
        Assert.Equal(40, await worker.EvaluateFunctionAsync<int>($$"""
            async () => {
              for (let at = 0; at < 40; at++) {
                let isShown = false;
                const showing = {{Tell}}('message', { data: { type: 'show', news: { peer: 10002 + at } } }).then(() => { isShown = true; });
                while (!isShown) await Promise.race([showing, {{Tell}}('message', { data: { type: 'close', peer: 20002 } })]);
              }

              return (await registration.getNotifications()).length;
            }
            """));
    }

    // A click on the one notification there is: which page got the focus, and which address was opened. Only a true click may do either.
    private const string Click = $$"""
        async () => {
          let [focused, opened] = ['', ''];
          WindowClient.prototype.focus = async function () { focused = new URL('/', this.url).href; };
          Clients.prototype.openWindow = async address => { opened = address; };
          const [notification] = await registration.getNotifications();
          await {{Tell}}('notificationclick', { notification });
          return `${focused} ${opened}`;
        }
        """;

    // Another tab lies before it.
    private static async Task HideAsync(PageBrowser browser)
    {
        var before = await browser.Page.BrowserContext.NewPageAsync();
        await before.BringToFrontAsync();
        // Its tabs know by a lock that one of them is looked at, and that one lets go of it a moment after it was hidden.
        await browser.WaitUntilAsync("""
            () => document.visibilityState === 'hidden'
              && navigator.locks.query().then(({ held }) => !held.some(one => one.name.startsWith('tqq.visible.')))
            """);
    }
}
