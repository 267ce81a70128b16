using System.Collections.Concurrent;
using PuppeteerSharp;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>A real browser without a window, which looks at the page of a server, and what it had to complain about.</summary>
public sealed class PageBrowser : IAsyncDisposable
{
    private const string Complain = """
        globalThis.complaints = [];
        addEventListener('securitypolicyviolation', event => complaints.push(`${event.violatedDirective}: ${event.blockedURI}`));
        """;

    private readonly IBrowser _browser;
    private readonly ConcurrentQueue<string> _complaints = new();

    private PageBrowser(IBrowser browser, IPage page) => (_browser, Page) = (browser, page);

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Opens the page of a server.</summary>
    public static async Task<PageBrowser> OpenAsync(TestServer server, int width = 1280)
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "chromium"))
            .FirstOrDefault(File.Exists);
        if (program is null)
            Assert.Skip("chromium is not installed");
        var browser = await Puppeteer.LaunchAsync(new LaunchOptions
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en"],
            DefaultViewport = new() { Width = width, Height = 800 },
        });
        var page = await browser.NewPageAsync();
        page.DefaultTimeout = 120_000;
        var opened = new PageBrowser(browser, page);
        page.PageError += (_, error) => opened._complaints.Enqueue(error.Message);
        page.Console += (_, line) =>
        {
            if (line.Message.Type is ConsoleType.Error or ConsoleType.Warning)
                opened._complaints.Enqueue(line.Message.Text);
        };
        await page.EvaluateFunctionOnNewDocumentAsync($"() => {{ {Complain} }}");
        await page.GoToAsync(server.Web.ToString());
        return opened;
    }

    /// <summary>Signs in with number and password, and waits until the page is connected.</summary>
    public async Task SignInAsync(Person person)
    {
        await Page.WaitForSelectorAsync("#uin");
        await Page.TypeAsync("#uin", $"{person.Uin}");
        await Page.TypeAsync("#password", person.Password);
        await Page.Keyboard.PressAsync("Enter");
        await Page.WaitForSelectorAsync(".statusbar .dot:not(.off)");
    }

    /// <summary>Goes to a view.</summary>
    public Task GoAsync(string route) => Page.EvaluateFunctionAsync("route => { location.hash = `#/${route}`; }", route);

    /// <summary>The text of the first element that is found, once there is one.</summary>
    public async Task<string> ReadAsync(string selector)
    {
        await Page.WaitForSelectorAsync(selector);
        return await Page.EvaluateFunctionAsync<string>("selector => document.querySelector(selector).innerText", selector);
    }

    /// <summary>Waits until an element has a text.</summary>
    public Task WaitForAsync(string selector, string text) => Page.WaitForFunctionAsync(
        "(selector, text) => [...document.querySelectorAll(selector)].some(one => one.innerText.includes(text))", selector, text);

    /// <summary>What the browser complained about, but for the question at the door whether somebody is signed in.</summary>
    public async Task<string[]> ComplaintsAsync() =>
        [.. _complaints.Where(one => !one.Contains("401 (Unauthorized)", StringComparison.Ordinal)),
            .. await Page.EvaluateExpressionAsync<string[]>("complaints")];

    public async ValueTask DisposeAsync() => await _browser.DisposeAsync();
}
