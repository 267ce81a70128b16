using System.Collections.Concurrent;
using System.Net;
using PuppeteerSharp;
using Tqq.EndToEnd.Tests.Running;
using IRequest = PuppeteerSharp.IRequest;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>A real browser without a window, which looks at the page of a server, and what it had to complain about.</summary>
public sealed class PageBrowser : IAsyncDisposable
{
    private const string Complain = """
        globalThis.complaints = [];
        addEventListener('securitypolicyviolation', event => complaints.push(`${event.violatedDirective}: ${event.blockedURI}`));
        """;

    private const string Press = """
        (text, inside, other) => {
          const all = [...document.querySelectorAll(inside)].find(one => one.innerText.includes(other))?.querySelectorAll('button') ?? [];
          const found = [...all].find(one => one.innerText.trim() === text && !one.disabled);
          found?.click();
          return Boolean(found);
        }
        """;

    // What the page asks for until that is intercepted. The server has it, too, and nobody complains.
    private const string Probe = "/face/1.svg?is-intercepted";

    // As it is for pages that come by plain http from another machine.
    private const string TakeLocks = "() => { delete Navigator.prototype.locks; }";

    private readonly Uri _address;
    private readonly int _width;
    private readonly bool _isFirst;
    private readonly bool _hasLocks;
    private readonly ConcurrentQueue<string> _complaints = new();
    private Func<IRequest, Task>? _intercepts;

    private PageBrowser(Uri address, int width, IPage page, bool isFirst, bool hasLocks) =>
        (_address, _width, Page, _isFirst, _hasLocks) = (address, width, page, isFirst, hasLocks);

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Opens the page of a server, in a browser that knows nothing yet.</summary>
    /// <param name="server">The server.</param>
    /// <param name="width">How wide its window is.</param>
    /// <param name="hasLocks">Whether its tabs have locks to take turns by.</param>
    /// <param name="path">Where the page is on the server.</param>
    public static async Task<PageBrowser> OpenAsync(TestServer server, int width = 1280, bool hasLocks = true, string path = "") =>
        await OpenAsync(await SharedBrowser.OpenContextAsync(), new(server.Web, path), width, isFirst: true, hasLocks);

    /// <summary>Opens the page of a server, in a browser that the test has started.</summary>
    public static Task<PageBrowser> OpenAsync(TestServer server, IBrowserContext context, bool hasLocks = true) =>
        OpenAsync(context, server.Web, width: 1280, isFirst: true, hasLocks);

    /// <summary>Opens the page once more, in another tab of this browser.</summary>
    public Task<PageBrowser> OpenTabAsync() => OpenAsync(Page.BrowserContext, _address, _width, isFirst: false, _hasLocks);

    /// <summary>Signs in with number and password, and waits until the page is connected.</summary>
    public async Task SignInAsync(Person person)
    {
        await EnterAsync(person);
        await WaitUntilConnectedAsync();
    }

    /// <summary>Signs in at the administrators' pages, and goes to a view of them.</summary>
    public async Task EnterAdministrationAsync(Person person, string view)
    {
        await Page.GoToAsync($"{_address}admin/#/{view}");
        await EnterAsync(person);
        await WaitForOneAsync(".pane .page");
    }

    /// <summary>Fills in the door at once, and sends it; tests of the door do so by keys, which takes much longer.</summary>
    public Task EnterAsync(Person person) => WaitUntilAsync("""
        (uin, password) => {
          const form = document.querySelector('#password')?.form;
          if (!form) return false;
          form.elements.uin.value = uin;
          form.elements.password.value = password;
          form.requestSubmit();
          return true;
        }
        """, $"{person.Uin}", person.Password);

    /// <summary>Signs in in place of whoever is signed in in this browser, as another tab does, from a page that has no door.</summary>
    public Task ReplaceAccountAsync(Person person) => Page.EvaluateFunctionAsync("""
        async (uin, password) => {
          localStorage.removeItem("tqq.account");
          const headers = { "Content-Type": "application/json" };
          await fetch("/api/v1/session", { method: "POST", headers, body: JSON.stringify({ uin, password }) });
          localStorage.setItem("tqq.account", String(uin));
        }
        """, person.Uin, person.Password);

    /// <summary>Waits until the page is connected, and all of its views are there.</summary>
    public async Task WaitUntilConnectedAsync()
    {
        await WaitForOneAsync(".statusbar .dot:not(.off)");
        await WaitUntilAsync(
            "() => performance.getEntriesByType('resource').some(one => one.name.includes('/page/later.') && one.responseEnd)");
    }

    /// <summary>Goes to a view.</summary>
    public Task GoAsync(string route) => Page.EvaluateFunctionAsync("route => { location.hash = `#/${route}`; }", route);

    /// <summary>Presses the first such element that is to be seen, once it can be pressed.</summary>
    public Task PressAsync(string selector) => WaitUntilAsync("""
        selector => {
          const found = [...document.querySelectorAll(selector)].find(one => one.checkVisibility());
          if (!found || found.disabled) return false;
          found.click();
          return true;
        }
        """, selector);

    /// <summary>Writes a text in the conversation that is open, and sends it.</summary>
    public async Task SayAsync(string text)
    {
        await WaitForOneAsync("#text");
        await Page.FocusAsync("#text");
        await Page.Keyboard.SendCharacterAsync(text);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>The texts of the conversation that is open, in their order.</summary>
    public Task<string[]> MessagesAsync() =>
        Page.EvaluateExpressionAsync<string[]>("[...document.querySelectorAll('.talk .msg')].map(one => one.innerText.trim())");

    /// <summary>The text of the first element that is found, once there is one.</summary>
    public async Task<string> ReadAsync(string selector)
    {
        await WaitForOneAsync(selector);
        return await Page.EvaluateFunctionAsync<string>("selector => document.querySelector(selector).innerText", selector);
    }

    /// <summary>Waits until an element has a text.</summary>
    public Task WaitForAsync(string selector, string text) => WaitUntilAsync(
        "(selector, text) => [...document.querySelectorAll(selector)].some(one => one.innerText.includes(text))", selector, text);

    /// <summary>Waits until there is such an element.</summary>
    public Task WaitForOneAsync(string selector) => WaitUntilAsync("selector => document.querySelector(selector)", selector);

    /// <summary>Waits until there is no such element.</summary>
    public Task WaitForNoneAsync(string selector) => WaitUntilAsync("selector => !document.querySelector(selector)", selector);

    /// <summary>Waits until a function answers with something, in a tab that lies behind another, too: nothing is drawn there.</summary>
    public Task WaitUntilAsync(string function, params object[] arguments) =>
        Page.WaitForFunctionAsync(function, new WaitForFunctionOptions { PollingInterval = 20 }, arguments);

    /// <summary>Presses a button, once it can be pressed.</summary>
    /// <param name="text">What stands on it.</param>
    /// <param name="inside">Where it is: a selector, of which the first element counts that has a text.</param>
    /// <param name="other">That text.</param>
    public Task PressAsync(string text, string inside, string other) => WaitUntilAsync(Press, text, inside, other);

    /// <summary>Has requests of a method, to where a path ends so, come to nothing, as if the network lost them.</summary>
    public Task HoldAsync(string path, string method) => InterceptAsync(path, method, request => request.AbortAsync());

    /// <summary>Has them answered in place of the server.</summary>
    public Task AnswerAsync(string path, string method, HttpStatusCode status, string json, string? retryAfter = null) =>
        InterceptAsync(path, method, request => request.RespondAsync(new()
        {
            Status = status, ContentType = "application/problem+json", Body = json,
            Headers = retryAfter is null ? [] : new() { ["Retry-After"] = retryAfter },
        }));

    /// <summary>Has them refused, as by a server whose disk hangs.</summary>
    public Task RefuseAsync(string path, string method, string? retryAfter = null) => AnswerAsync(
        path, method, HttpStatusCode.ServiceUnavailable, """{"type":"/errors/busy","detail":"the disk hangs"}""", retryAfter);

    /// <summary>Has all requests go to the server again.</summary>
    public async Task LetGoAsync()
    {
        _intercepts = null;
        await Page.SetRequestInterceptionAsync(false);
        await BypassWorkerAsync(false);
    }

    /// <summary>What the browser complained about, but for the question at the door whether somebody is signed in.</summary>
    /// <param name="refusals">Words of further refusals that the test wanted, such as `400 (Bad Request)`.</param>
    public async Task<string[]> ComplaintsAsync(params string[] refusals) =>
        [.. _complaints.Where(one => !refusals.Append("401 (Unauthorized)").Any(words => one.Contains(words, StringComparison.Ordinal))),
            .. await Page.EvaluateExpressionAsync<string[]>("complaints")];

    /// <summary>Closes this tab, and with the first one the browser.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isFirst)
            await Page.BrowserContext.CloseAsync();
        else if (!Page.IsClosed)
            await Page.CloseAsync();
    }

    private async Task BypassWorkerAsync(bool bypass) =>
        await Page.Client.SendAsync("Network.setBypassServiceWorker", new { bypass });

    private async Task InterceptAsync(string path, string method, Func<IRequest, Task> answer)
    {
        _intercepts = request => request.Url.EndsWith(Probe, StringComparison.Ordinal)
            ? request.RespondAsync(new() { Status = HttpStatusCode.NoContent })
            : request.Method.Method == method && new Uri(request.Url).AbsolutePath.EndsWith(path, StringComparison.Ordinal)
                ? answer(request) : request.ContinueAsync();
        // Where a service worker takes the page over meanwhile, what goes through it is intercepted no more.
        await BypassWorkerAsync(true);
        await Page.SetRequestInterceptionAsync(true);
        // The page itself hears of it a moment after the browser has said that it is so. Until then its requests go to the server.
        await WaitUntilAsync("path => fetch(path, { cache: 'no-store' }).then(reply => reply.status === 204)", Probe);
    }

    private static async Task<PageBrowser> OpenAsync(IBrowserContext context, Uri address, int width, bool isFirst, bool hasLocks)
    {
        var page = await context.NewPageAsync();
        await page.SetViewportAsync(new() { Width = width, Height = 800 });
        page.DefaultTimeout = 120_000;
        var opened = new PageBrowser(address, width, page, isFirst, hasLocks);
        var complaints = opened._complaints;
        page.PageError += (_, error) => complaints.Enqueue(error.Message);
        page.Console += (_, line) =>
        {
            if (line.Message.Type is ConsoleType.Error or ConsoleType.Warning)
                complaints.Enqueue(line.Message.Text);
        };
        page.Dialog += (_, shown) =>
        {
            complaints.Enqueue($"a dialog: {shown.Dialog.Message}");
            _ = shown.Dialog.Dismiss();
        };
        page.Request += (_, asked) => _ = opened._intercepts?.Invoke(asked.Request);
        await page.EvaluateFunctionOnNewDocumentAsync($"() => {{ {Complain} }}");
        if (!hasLocks)
            await page.EvaluateFunctionOnNewDocumentAsync(TakeLocks);
        await page.GoToAsync(address.ToString());
        return opened;
    }
}
