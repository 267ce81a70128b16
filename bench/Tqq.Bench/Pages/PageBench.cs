using System.Globalization;
using PuppeteerSharp;
using Tqq.Bench.Figures;

namespace Tqq.Bench.Pages;

/// <summary>How fast the page is there, and how it scrolls, in a real browser (Debian: chromium).</summary>
internal static class PageBench
{
    private const int Items = 10_000;
    private const int Loads = 5;
    private const string SignIn = "#uin";
    private const string Chats = ".statusbar .dot:not(.off)";

    /// <summary>Runs it.</summary>
    public static async Task RunAsync()
    {
        await using var server = await PageServer.StartAsync(Items);
        await using var browser = await PageBrowser.StartAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"The page in Chromium without a window, by its protocol: nothing in its cache, no service worker, network and processor slowed down as its developer tools do it. Medians of {Loads} loads. Bytes, files and requests: of what had come, or was asked for, when the page was usable, heads of answers included. A round is what can be asked for at once: what the document names is the first. Usable: the form to sign in is there; for who is signed in the list is there and the stream is open. Shift: cumulative layout shift. Blocked: milliseconds in which the page did not answer, beyond 50 of each task. Aim: at most {PageLoad.MostBytes / 1000} kB, one round after the document, no shift."));
        Console.WriteLine();
        Console.WriteLine("| view | network and processor | kB | files | rounds | of the API | first paint ms | usable ms | shift | blocked ms |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var line in (Line[])[Line.Unlimited, Line.Mobile, Line.Old])
            Console.WriteLine((await MedianAsync(() => VisitAsync(browser, server, line))).Row("sign in", line));
        var signedIn = await SignInAsync(browser, server);
        foreach (var line in (Line[])[Line.Unlimited, Line.Mobile, Line.Old])
            Console.WriteLine((await MedianAsync(() => PageLoad.MeasureAsync(signedIn, server.Address, Chats, line))).Row("chats", line));
        Console.WriteLine();
        Console.WriteLine(await PageScroll.MeasureAsync(signedIn, server.Address, Items));
        Console.WriteLine();
        Console.WriteLine($"Load of the machine at the end: {(await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0]} on {Environment.ProcessorCount} cores. Times mean something only where it is below that; bytes, rounds, shift and nodes do not depend on it.");
    }

    private static async Task<PageLoad> VisitAsync(PageBrowser browser, PageServer server, Line line)
    {
        await using var page = await browser.NewPageAsync();
        return await PageLoad.MeasureAsync(page, server.Address, SignIn, line);
    }

    private static async Task<IPage> SignInAsync(PageBrowser browser, PageServer server)
    {
        var page = await browser.NewPageAsync();
        await page.GoToAsync(server.Address.ToString());
        await page.WaitForSelectorAsync(SignIn);
        await page.TypeAsync(SignIn, PageServer.Reader.ToString(CultureInfo.InvariantCulture));
        await page.TypeAsync("#password", PageServer.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(Chats);
        return page;
    }

    private static async Task<PageLoad> MedianAsync(Func<Task<PageLoad>> load)
    {
        var loads = new List<PageLoad>();
        while (loads.Count < Loads)
            loads.Add(await load());
        return new((long)Of(one => one.Bytes), (int)Of(one => one.Files), (int)Of(one => one.Rounds), (int)Of(one => one.OfApi),
            Of(one => one.FirstPaint), Of(one => one.Usable), Of(one => one.Shift), Of(one => one.LongTasks));

        double Of(Func<PageLoad, double> value) => Numbers.Median(loads.Select(value));
    }
}
