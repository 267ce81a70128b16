using System.Collections.Concurrent;
using System.Threading.Channels;
using PuppeteerSharp;
using IRequest = PuppeteerSharp.IRequest;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>A script of the page that does not come before it is let go, and what the page asks of the server meanwhile.</summary>
public sealed class HeldScript
{
    private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly Channel<bool> _news = Channel.CreateUnbounded<bool>();

    private HeldScript()
    {
    }

    /// <summary>Holds a script of a page, which no service worker answers for.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">What the script is called, such as `app`.</param>
    public static async Task<HeldScript> HoldAsync(IPage page, string name)
    {
        var held = new HeldScript();
        page.Request += (_, asked) => _ = held.HearAsync(asked.Request, $"/page/{name}.");
        await page.Client.SendAsync("Network.enable");
        await page.Client.SendAsync("Network.setBypassServiceWorker", new { bypass = true });
        await page.SetRequestInterceptionAsync(true);
        return held;
    }

    /// <summary>How often something of the API was asked for.</summary>
    public int CountOf(string path) => _asked.Count(one => one == $"/api/v1/{path}");

    /// <summary>Waits until all of these were asked for.</summary>
    public async Task WaitForAsync(params string[] paths)
    {
        while (paths.Any(path => CountOf(path) == 0))
            await _news.Reader.ReadAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Has the script come.</summary>
    public void LetGo() => _letGo.TrySetResult();

    private async Task HearAsync(IRequest request, string held)
    {
        var path = new Uri(request.Url).AbsolutePath;
        _asked.Enqueue(path);
        _news.Writer.TryWrite(true);
        if (path.StartsWith(held, StringComparison.Ordinal))
            await _letGo.Task;
        await request.ContinueAsync();
    }
}
