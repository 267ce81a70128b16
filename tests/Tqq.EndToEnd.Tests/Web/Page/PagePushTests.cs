using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>What the server pushes to a browser, and who subscribes to it.</summary>
public sealed class PagePushTests(SharedServer shared) : PageNotices(shared)
{
    [Fact, LongRun]
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

    [Fact, LongRun]
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

    // What the server may say to this browser; nothing where it says nothing.
    private const string Subscribed = """
        says => fetch('/api/v1/push/subscriptions').then(reply => reply.json())
          .then(answer => (answer.subscriptions.find(one => one.isThis)?.says ?? '') === says)
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

    private bool IsOurs(JsonElement registration) => registration.GetProperty("scopeURL").GetString() == $"{Origin}/";
}
