using System.Globalization;
using PuppeteerSharp;

namespace Tqq.Bench.Pages;

/// <summary>Scrolling through a long conversation: how many nodes there are, and how long the page does not answer.</summary>
internal static class PageScroll
{
    private const double MostOfTask = 50;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    // Goes up by most of a screen with each frame, until the first message stands there. A frame in which nothing moves waits for more.
    private const string Scroll = """
        () => {
            globalThis.scrolled = { frames: 0, nodes: 0, longest: 0, tasks: 0, done: false };
            new PerformanceObserver(list => list.getEntries().forEach(entry => {
                scrolled.tasks++;
                scrolled.longest = Math.max(scrolled.longest, entry.duration);
            })).observe({ type: "longtask" });
            const log = document.querySelector(".log");
            const step = () => {
                scrolled.frames++;
                scrolled.nodes = Math.max(scrolled.nodes, document.querySelectorAll("*").length);
                if (log.scrollTop === 0 && !log.querySelector(".older")) { scrolled.done = true; return; }
                log.scrollBy(0, -700);
                requestAnimationFrame(step);
            };
            requestAnimationFrame(step);
        }
        """;

    /// <summary>Goes from the newest message of a conversation to the first.</summary>
    /// <param name="page">A page that is signed in.</param>
    /// <param name="address">Its address.</param>
    /// <param name="items">How much was said.</param>
    /// <returns>What came of it, in words.</returns>
    public static async Task<string> MeasureAsync(IPage page, Uri address, int items)
    {
        await page.GoToAsync(address.ToString());
        await page.WaitForSelectorAsync(".statusbar .dot:not(.off)");
        await page.EvaluateFunctionAsync("peer => { location.hash = `#/chat/${peer}`; }", PageServer.Speaker);
        await page.WaitForSelectorAsync(".log .msg");
        await page.EvaluateFunctionAsync(Scroll);
        await page.WaitForFunctionAsync("() => scrolled.done", new WaitForFunctionOptions { Timeout = (int)s_patience.TotalMilliseconds });
        var seen = await page.EvaluateExpressionAsync<double[]>(
            "[scrolled.frames, scrolled.nodes, scrolled.tasks, scrolled.longest]");
        return string.Create(CultureInfo.InvariantCulture,
            $"Scrolling from the newest to the first of {items:#,0} messages, 700 pixels a frame, {seen[0]:#,0} frames: at most {seen[1]:#,0} nodes in the page, {seen[2]:F0} tasks longer than {MostOfTask:F0} ms, the longest {seen[3]:F0} ms. Aim: none: {(seen[2] == 0 ? "met" : "**missed**")}.");
    }
}
