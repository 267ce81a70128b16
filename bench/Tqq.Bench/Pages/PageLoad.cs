using System.Globalization;
using PuppeteerSharp;

namespace Tqq.Bench.Pages;

/// <summary>What loading a page came to.</summary>
/// <param name="Bytes">How many bytes came.</param>
/// <param name="Files">How many files, the document among them.</param>
/// <param name="Rounds">In how many rounds after the document (<see cref="PageRequests"/>).</param>
/// <param name="OfApi">How many requests of the API.</param>
/// <param name="FirstPaint">When the first contents were painted, in milliseconds from the beginning.</param>
/// <param name="Usable">When what people came for was there, in milliseconds.</param>
/// <param name="Shift">How far what was there moved by itself (cumulative layout shift).</param>
/// <param name="LongTasks">How many milliseconds the page did not answer, beyond 50 of each task (total blocking time).</param>
internal sealed record PageLoad(
    long Bytes, int Files, int Rounds, int OfApi, double FirstPaint, double Usable, double Shift, double LongTasks)
{
    /// <summary>What the first view may take of a network.</summary>
    public const long MostBytes = 100_000;

    // Notes when an element is there; and what the browser tells of shifts and long tasks.
    private const string Watch = """
        (selector) => {
            globalThis.seen = { usable: 0, shift: 0, blocked: 0 };
            new MutationObserver((changes, observer) => {
                if (!document.querySelector(selector)) return;
                observer.disconnect();
                requestAnimationFrame(() => { seen.usable = performance.now(); });
            }).observe(document, { childList: true, subtree: true, attributes: true });
            const observe = (type, note) => new PerformanceObserver(list => list.getEntries().forEach(note)).observe({ type, buffered: true });
            observe("layout-shift", entry => { if (!entry.hadRecentInput) seen.shift += entry.value; });
            observe("longtask", entry => { seen.blocked += entry.duration - 50; });
        }
        """;

    private const string Read = """
        new Promise(done => requestAnimationFrame(() => setTimeout(() => done([
            performance.getEntriesByName("first-contentful-paint")[0].startTime, seen.usable, seen.shift, seen.blocked]))))
        """;

    /// <summary>Loads a page and waits until it is usable.</summary>
    /// <param name="page">The page; what it keeps is used, but for its cache.</param>
    /// <param name="address">Its address.</param>
    /// <param name="selector">What people came for.</param>
    /// <param name="line">What it is slowed down to.</param>
    public static async Task<PageLoad> MeasureAsync(IPage page, Uri address, string selector, Line line)
    {
        // Behind another page nothing is painted.
        await page.BringToFrontAsync();
        var session = await page.CreateCDPSessionAsync();
        await session.SendAsync("Network.enable");
        await session.SendAsync("Network.setCacheDisabled", new { cacheDisabled = true });
        await session.SendAsync("Network.setBypassServiceWorker", new { bypass = true });
        await session.SendAsync("Network.emulateNetworkConditions", new
        {
            offline = false, latency = line.Latency, downloadThroughput = line.BytesPerSecond, uploadThroughput = line.BytesPerSecond,
        });
        await session.SendAsync("Emulation.setCPUThrottlingRate", new { rate = line.Slowdown });
        var requests = new PageRequests(session);
        var watch = await page.EvaluateFunctionOnNewDocumentAsync(Watch, selector);
        await page.GoToAsync(address.ToString(), WaitUntilNavigation.Load);
        // A slow machine notes that something was painted only a while after it was there.
        await page.WaitForFunctionAsync("() => seen.usable > 0 && performance.getEntriesByName('first-contentful-paint').length > 0");
        var seen = await page.EvaluateExpressionAsync<double[]>(Read);
        await page.RemoveScriptToEvaluateOnNewDocumentAsync(watch.Identifier);
        await session.DetachAsync();
        return requests.Until(seen[1]) with { FirstPaint = seen[0], Usable = seen[1], Shift = seen[2], LongTasks = seen[3] };
    }

    /// <summary>As a row of a table.</summary>
    public string Row(string view, Line line) => string.Create(CultureInfo.InvariantCulture,
        $"| {view} | {line.Name} | {Bytes / 1000.0:F1} | {Files} | {Rounds} | {OfApi} | {FirstPaint:F0} | **{Usable:F0}**{Verdict(line)} | {Shift:F3} | {LongTasks:F0} |");

    private string Verdict(Line line) => line.Aim is not { } aim ? ""
        : string.Create(CultureInfo.InvariantCulture, $" (aim {aim}: {(Usable <= aim ? "met" : "missed")})");
}
