using PuppeteerSharp;

namespace Tqq.Bench.Pages;

/// <summary>A browser without a window, with nothing in its cache.</summary>
internal sealed class PageBrowser : IAsyncDisposable
{
    private readonly IBrowser _browser;

    private PageBrowser(IBrowser browser) => _browser = browser;

    /// <summary>Where Chromium is; null where it is not installed.</summary>
    public static string? Program => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists);

    /// <summary>Starts it.</summary>
    public static async Task<PageBrowser> StartAsync() => new(await Puppeteer.LaunchAsync(new LaunchOptions
    {
        ExecutablePath = Program ?? throw new InvalidOperationException("chromium is not installed (Debian: chromium)"),
        Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en"],
        DefaultViewport = new() { Width = 1280, Height = 800 },
    }));

    /// <summary>A page of somebody who has never been here.</summary>
    public async Task<IPage> NewPageAsync()
    {
        var page = await (await _browser.CreateBrowserContextAsync()).NewPageAsync();
        page.DefaultTimeout = 120_000;
        return page;
    }

    public async ValueTask DisposeAsync() => await _browser.DisposeAsync();
}
