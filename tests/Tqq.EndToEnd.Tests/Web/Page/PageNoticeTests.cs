using System.Net;
using System.Text.Json;
using PuppeteerSharp;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>How the page says that something came, where nobody looks at it.</summary>
public sealed class PageNoticeTests(SharedServer shared)
{
    private const string Shown = """
        navigator.serviceWorker.getRegistration().then(async one => (await one.getNotifications())
          .map(notice => `${notice.title}: ${notice.body} (${notice.data})`).sort())
        """;

    private const string AreShown = "count => navigator.serviceWorker.getRegistration()"
        + ".then(async one => (await one.getNotifications()).length === count)";

    private const string AreSoonShown = """
        async count => {
          const registration = await navigator.serviceWorker.getRegistration();
          for (let tries = 0; tries < 100; tries++) {
            if ((await registration.getNotifications()).length === count) return true;
            await new Promise(later => setTimeout(later, 50));
          }
          return false;
        }
        """;

    private TestServer Server => shared.Server;

    private string Origin => Server.Web.GetLeftPart(UriPartial.Authority);

    [Fact]
    public async Task A_hidden_page_shows_what_comes_but_not_of_the_muted_and_no_longer_than_until_it_is_read()
    {
        var (me, other, muted) = (await Server.AddPersonAsync(), await Server.AddOnlineAsync(nick: "Bao"), await Server.AddOnlineAsync());
        using var phone = await ApiClient.SignInAsync(me);
        Assert.Equal("0&", await muted.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG=first"));
        await phone.AskAsync(HttpMethod.Put, $"people/{muted.Uin}/mute", status: HttpStatusCode.NoContent);
        await using var browser = await OpenAsync(me);
        await browser.WaitForAsync(".row .preview", "first");
        await HideAsync(browser);

        Assert.Equal("0&", await muted.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG=unheard"));
        Assert.Equal("0&", await other.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG=hello 你好"));
        await browser.WaitUntilAsync(AreShown, 1);
        Assert.Equal([$"Bao: hello 你好 (chat/{other.Uin})"], await browser.Page.EvaluateExpressionAsync<string[]>(Shown));
        Assert.Equal("(1) Tqq", await browser.Page.GetTitleAsync());
        Assert.Contains("icon-unread", await browser.Page.EvaluateExpressionAsync<string>("document.querySelector('link[rel=icon]').href"),
            StringComparison.Ordinal);

        await phone.AskAsync(HttpMethod.Post, $"conversations/{other.Uin}/read", new { }, HttpStatusCode.NoContent);
        await browser.WaitUntilAsync(AreShown, 0);
    }

    [Fact]
    public async Task What_the_server_pushes_is_shown_in_the_words_of_the_language_that_was_chosen()
    {
        var me = await Server.AddPersonAsync();
        await using var browser = await OpenAsync(me);
        await browser.GoAsync("settings/look");
        await browser.WaitForOneAsync("input[name=language][value=zh]");
        await browser.Page.EvaluateExpressionAsync("document.querySelector('input[name=language][value=zh]').click()");
        await browser.WaitUntilAsync("() => caches.match('/words').then(async one => one && (await one.json()).message === '新消息')");

        var registration = new TaskCompletionSource<string>();
        browser.Page.Client.MessageReceived += (_, message) =>
        {
            if (message.MessageID == "ServiceWorker.workerRegistrationUpdated"
                && message.MessageData.GetProperty("registrations").EnumerateArray().FirstOrDefault(IsOurs)
                    is { ValueKind: JsonValueKind.Object } own)
                registration.TrySetResult(own.GetProperty("registrationId").GetString()!);
        };
        // What is pushed before there is a worker is lost.
        await browser.WaitUntilAsync("() => navigator.serviceWorker.ready.then(one => one.active.state === 'activated')");
        await browser.Page.Client.SendAsync("ServiceWorker.enable");
        // A worker that does not start in time loses what was pushed; of what was pushed twice one is shown.
        var areShown = false;
        for (var tries = 0; tries < 24 && !areShown; tries++)
        {
            foreach (var data in (string[])["""{"kind":"message"}""", """{"kind":"request","peer":10002,"nick":"Bao"}"""])
            {
                await browser.Page.Client.SendAsync("ServiceWorker.deliverPushMessage",
                    new { origin = Origin, registrationId = await registration.Task, data });
            }

            areShown = await browser.Page.EvaluateFunctionAsync<bool>(AreSoonShown, 2);
        }

        Assert.Equal(["Bao: 请求加为好友 (requests)", "Tqq: 新消息 ()"], await browser.Page.EvaluateExpressionAsync<string[]>(Shown));
    }

    [Fact]
    public async Task Whoever_switches_it_on_is_told_while_the_page_is_closed_and_how_much_follows_the_settings()
    {
        var me = await Server.AddPersonAsync();
        await using var browser = await OpenAsync(me);
        await browser.Page.EvaluateFunctionOnNewDocumentAsync(PushService);
        await browser.Page.ReloadAsync();
        await browser.GoAsync("settings/notifications");
        await browser.WaitForOneAsync("#switch-When-this-page-is-closed\\,-too:not(:disabled)");
        await browser.Page.EvaluateExpressionAsync("document.querySelector('#switch-When-this-page-is-closed\\\\,-too').click()");
        await browser.WaitUntilAsync(Subscribed, "text");
        await browser.Page.EvaluateExpressionAsync("document.querySelector('#switch-With-the-text-of-the-message').click()");
        await browser.WaitUntilAsync(Subscribed, "sender");
        await browser.Page.EvaluateExpressionAsync("document.querySelector('#switch-Show-notifications').click()");
        await browser.WaitUntilAsync(Subscribed, "");
    }

    [Fact]
    public async Task A_click_on_a_notification_opens_the_conversation_in_the_page_that_is_open_or_in_a_new_one()
    {
        var me = await Server.AddPersonAsync();
        var other = await Server.AddOnlineAsync(nick: "Bao");
        await using var browser = await OpenAsync(me);
        await browser.GoAsync("settings");
        await HideAsync(browser);
        Assert.Equal("0&", await other.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG=hello"));
        await browser.WaitUntilAsync(AreShown, 1);
        var worker = await WorkerOfAsync(browser);
        Assert.Equal([$"{Origin}/", ""], await worker.EvaluateFunctionAsync<string[]>(Click));
        await browser.WaitForAsync(".bar h1", "Bao");
        await browser.WaitForAsync(".msg", "hello");
        await browser.WaitUntilAsync(AreShown, 0);

        await browser.Page.GoToAsync("about:blank");
        await worker.EvaluateExpressionAsync<object?>("showNews({ kind: 'request', peer: 10002, nick: 'Bao' })");
        Assert.Equal(["", "/#/requests"], await worker.EvaluateFunctionAsync<string[]>(Click));
    }

    [Fact]
    public async Task A_browser_whose_push_service_changes_its_address_is_told_there_no_more_than_before()
    {
        var me = await Server.AddPersonAsync();
        await using var browser = await OpenAsync(me);
        await browser.Page.EvaluateFunctionOnNewDocumentAsync(PushService);
        await browser.Page.ReloadAsync();
        await browser.GoAsync("settings/notifications");
        await browser.WaitForOneAsync("#switch-When-this-page-is-closed\\,-too:not(:disabled)");
        await browser.Page.EvaluateExpressionAsync("document.querySelector('#switch-With-the-text-of-the-message').click()");
        await browser.Page.EvaluateExpressionAsync("document.querySelector('#switch-When-this-page-is-closed\\\\,-too').click()");
        await browser.WaitUntilAsync(Subscribed, "sender");
        var worker = await WorkerOfAsync(browser);
        await worker.EvaluateFunctionAsync(PushService, "moved.example");
        await worker.EvaluateFunctionAsync($"() => {Tell}('pushsubscriptionchange')");
        await browser.WaitUntilAsync("""
            () => fetch('/api/v1/push/subscriptions').then(reply => reply.json()).then(({ subscriptions: [one, ...others] }) =>
              one.isThis && one.service === 'moved.example' && one.says === 'sender' && !others.length)
            """);
    }

    [Fact]
    public async Task The_icons_of_an_installed_page_are_what_its_drawing_gives()
    {
        var images = Path.Combine(Repository.Root, "src", "Tqq.Page", "image");
        var drawing = await File.ReadAllTextAsync(Path.Combine(images, "icon.svg"), TestContext.Current.CancellationToken);
        var context = await SharedBrowser.OpenContextAsync();
        try
        {
            var page = await context.NewPageAsync();
            foreach (var file in Directory.EnumerateFiles(images, "*.png"))
            {
                var source = file.Contains("maskable", StringComparison.Ordinal)
                    ? drawing.Replace(" rx=\"116\"", "", StringComparison.Ordinal) : drawing;
                var difference = await page.EvaluateFunctionAsync<double>(Difference, "data:image/svg+xml;base64,"
                    + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(source)), "data:image/png;base64,"
                    + Convert.ToBase64String(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));
                // Another version of the browser may draw an edge a little otherwise.
                Assert.True(difference < 0.5, $"{Path.GetFileName(file)} differs from its drawing by {difference}: run image/update");
            }
        }
        finally
        {
            await context.CloseAsync();
        }
    }

    // What the server may say to this browser; nothing where it says nothing.
    private const string Subscribed = """
        says => fetch('/api/v1/push/subscriptions').then(reply => reply.json())
          .then(answer => (answer.subscriptions.find(one => one.isThis)?.says ?? '') === says)
        """;

    // Events of the browser's own cannot be made: what is made here keeps what is to be waited for.
    private const string Tell = """
        (async (name, facts) => {
          let done;
          dispatchEvent(Object.assign(new Event(name), { waitUntil: work => { done = work; } }, facts));
          await done;
        })
        """;

    // A click on the one notification there is: which page got the focus, and which address was opened. Only a true click may do either.
    private const string Click = $$"""
        async () => {
          let [focused, opened] = ['', ''];
          WindowClient.prototype.focus = async function () { focused = new URL('/', this.url).href; };
          Clients.prototype.openWindow = async address => { opened = address; };
          const [notification] = await registration.getNotifications();
          await {{Tell}}('notificationclick', { notification });
          return [focused, opened];
        }
        """;

    // A browser's own push service needs the network of its maker.
    private const string PushService = """
        (host = 'push.example') => {
          let subscription = null;
          PushManager.prototype.getSubscription = async () => subscription;
          PushManager.prototype.subscribe = async options => {
            const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
            const text = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes)))
              .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
            const key = atob(options.applicationServerKey.replaceAll('-', '+').replaceAll('_', '/'));
            const bytes = Uint8Array.from(key, one => one.charCodeAt(0));
            const auth = text(crypto.getRandomValues(new Uint8Array(16)));
            const keys = { p256dh: text(await crypto.subtle.exportKey('raw', pair.publicKey)), auth };
            subscription = {
              options: { applicationServerKey: bytes.buffer },
              toJSON: () => ({ endpoint: `https://${host}/${keys.auth}`, expirationTime: null, keys }),
              unsubscribe: async () => { subscription = null; return true; },
            };
            return subscription;
          };
        }
        """;

    private const string Difference = """
        async (svg, png) => {
          const [drawing, picture] = await Promise.all([svg, png].map(async source => {
            const image = new Image();
            image.src = source;
            await image.decode();
            return image;
          }));
          const pixels = [drawing, picture].map(image => {
            const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
            canvas.drawImage(image, 0, 0, picture.width, picture.height);
            return canvas.getImageData(0, 0, picture.width, picture.height).data;
          });
          return pixels[0].reduce((sum, value, at) => sum + Math.abs(value - pixels[1][at]), 0) / pixels[0].length;
        }
        """;

    private bool IsOurs(JsonElement registration) => registration.GetProperty("scopeURL").GetString() == $"{Origin}/";

    // Signed in, with notifications switched on.
    private async Task<PageBrowser> OpenAsync(Person me)
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

    private async Task<WebWorker> WorkerOfAsync(PageBrowser browser)
    {
        await browser.WaitUntilAsync("() => navigator.serviceWorker.ready.then(one => one.active.state === 'activated')");
        var target = await browser.Page.BrowserContext.WaitForTargetAsync(one => one.Type == TargetType.ServiceWorker
            && one.Url.StartsWith(Origin, StringComparison.Ordinal), new() { Timeout = 120_000 });
        return await target.WorkerAsync();
    }

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
