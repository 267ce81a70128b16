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
    private static readonly SemaphoreSlim s_turn = new(1);
    private static IBrowser? s_browser;

    /// <summary>A context that nobody has used.</summary>
    public static async Task<IBrowserContext> OpenContextAsync()
    {
        await s_turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            // Where it has died, the tests that come have another one.
            if (s_browser is not { IsConnected: true })
                s_browser = await LaunchAsync();
            return await s_browser.CreateBrowserContextAsync();
        }
        finally
        {
            s_turn.Release();
        }
    }

    /// <summary>Starts a browser that no other test uses.</summary>
    /// <param name="profile">The folder in which it keeps what it is given; null where that need not outlive it.</param>
    public static Task<IBrowser> LaunchAsync(string? profile = null)
    {
        Assert.SkipWhen(Program is null, "chromium is not installed");
        var options = new LaunchOptions
        {
            ExecutablePath = Program,
            UserDataDir = profile,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en",
                // Names of other sites, which all mean this machine.
                "\"--host-resolver-rules=MAP *.test 127.0.0.1\""],
            TransportFactory = BrowserTransport.ConnectAsync,
            // A machine with forty other things to do needs its time to start it, and to answer.
            Timeout = 300_000,
            ProtocolTimeout = 300_000,
        };
        PageFonts.ApplyTo(options);
        return Puppeteer.LaunchAsync(options);
    }

    public async ValueTask DisposeAsync()
    {
        if (s_browser is not null)
            await s_browser.DisposeAsync();
    }

    private static string? Program => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists);
}
