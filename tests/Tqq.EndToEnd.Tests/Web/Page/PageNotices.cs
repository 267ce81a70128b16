using PuppeteerSharp;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>What tests of notifications begin with: a browser in which somebody has switched them on.</summary>
public abstract class PageNotices(SharedServer shared)
{
    private protected const string Shown = """
        navigator.serviceWorker.getRegistration().then(async one => (await one.getNotifications())
          .map(notice => `${notice.title}: ${notice.body} (${notice.data})`).sort())
        """;

    private protected const string IsNoneShown = "() => navigator.serviceWorker.getRegistration()"
        + ".then(async one => !(await one.getNotifications()).length)";

    // Has `shown` settled when the next notification is shown.
    private const string Watch = """
        () => {
          const { prototype } = ServiceWorkerRegistration;
          const { showNotification } = prototype;
          globalThis.shown = new Promise(done => {
            prototype.showNotification = async function (...what) {
              await showNotification.apply(this, what);
              done();
            };
          });
        }
        """;

    // Events of the browser's own cannot be made: what is made here keeps what is to be waited for.
    private protected const string Tell = """
        (async (name, facts) => {
          let done;
          dispatchEvent(Object.assign(new Event(name), { waitUntil: work => { done = work; } }, facts));
          await done;
        })
        """;

    private protected TestServer Server => shared.Server;

    private protected string Origin => Server.Web.GetLeftPart(UriPartial.Authority);

    // Signed in, with notifications switched on.
    private protected async Task<PageBrowser> OpenAsync(Person me)
    {
        var browser = await PageBrowser.OpenAsync(Server);
        await browser.Page.BrowserContext.OverridePermissionsAsync(Origin, [OverridePermission.Notifications]);
        await browser.SignInAsync(me);
        await browser.GoAsync("settings/notifications");
        await browser.WaitForOneAsync("#switch-Show-notifications");
        await browser.Page.EvaluateExpressionAsync("document.querySelector('#switch-Show-notifications').click()");
        await browser.WaitForOneAsync("#switch-Show-notifications:checked");
        await browser.GoAsync("");
        return browser;
    }

    /// <summary>
    /// The service worker, in which `shown` is a promise from now on: it is settled when the next notification is shown. The browser's list
    /// of them cannot be asked again and again until then: it drops a notification that it has noted and does not show yet.
    /// </summary>
    private protected async Task<WebWorker> WatchedWorkerOfAsync(PageBrowser browser)
    {
        var worker = await WorkerOfAsync(browser);
        await worker.EvaluateFunctionAsync<object?>(Watch);
        return worker;
    }

    private protected async Task<WebWorker> WorkerOfAsync(PageBrowser browser)
    {
        await browser.WaitUntilAsync("() => navigator.serviceWorker.ready.then(one => one.active.state === 'activated')");
        var target = await browser.Page.BrowserContext.WaitForTargetAsync(one => one.Type == TargetType.ServiceWorker
            && one.Url.StartsWith(Origin, StringComparison.Ordinal), new() { Timeout = 120_000 });
        return await target.WorkerAsync();
    }
}
