using PuppeteerSharp;
using Tqq.EndToEnd.Tests.Web.Page;

[assembly: AssemblyFixture(typeof(SharedBrowser))]

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>
/// One browser without a window for all tests, started by the first that needs it: a start takes longer than most tests. Whoever looks
/// through it has a context of their own, with cookies and stores that nobody shares.
/// </summary>
public sealed class SharedBrowser : IAsyncDisposable
{
    private static readonly Lazy<Task<IBrowser>> s_browser = new(LaunchAsync);

    /// <summary>A context that nobody has used.</summary>
    public static async Task<IBrowserContext> OpenContextAsync()
    {
        Assert.SkipWhen(Program is null, "chromium is not installed");
        return await (await s_browser.Value).CreateBrowserContextAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (s_browser.IsValueCreated)
            await (await s_browser.Value).DisposeAsync();
    }

    private static string? Program => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists);

    private static Task<IBrowser> LaunchAsync() => Puppeteer.LaunchAsync(new LaunchOptions
    {
        ExecutablePath = Program,
        Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en",
            // Names of other sites, which all mean this machine.
            "\"--host-resolver-rules=MAP *.test 127.0.0.1\""],
        // A machine with forty other things to do needs its time to start it.
        Timeout = 120_000,
    });
}
