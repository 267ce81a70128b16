using System.Diagnostics;
using System.Globalization;
using Tqq.Bench.Duels;
using Tqq.Bench.Figures;
using Tqq.Bench.Loads;
using Tqq.Bench.Processes;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Core.Profiles;
using Tqq.Server.Storage.Sqlite;
using Version = Tqq.Bench.Quick.Version;

namespace Tqq.Bench.Logs;

/// <summary>What the logs of accounts cost: a page backwards, a text that its sender keeps, and a million messages on the disk.</summary>
internal static class LogBench
{
    private const int Page = 50;
    private const int Reads = 4_000;
    private const int WarmUps = 2;
    private const int Rounds = 9;
    private const int Batch = 1_000;
    private const double PageAim = 1.3;
    private const double SendAim = 1.5;
    private static readonly int[] s_sizes = [100, 10_000, 1_000_000];
    private static readonly TimeSpan s_time = TimeSpan.FromMilliseconds(600);
    private static readonly Uin s_owner = new(20_001);
    private static readonly Uin s_peer = new(20_002);

    /// <summary>Runs all of it.</summary>
    public static async Task RunAsync()
    {
        using var scratch = new Scratch();
        await PagesAsync(scratch.Data);
        await SendsAsync();
        await SizesAsync(scratch.Data);
    }

    private static async Task PagesAsync(string data)
    {
        Console.WriteLine(
            $"A page of {Page} items backwards, of one conversation that has all there is in the store: the newest page, and pages from anywhere in it. {Reads:#,0} pages of each size in turn, median. Aim: at most {PageAim.ToString(CultureInfo.InvariantCulture)} times what it costs where there are fewest.");
        Console.WriteLine();
        Console.WriteLine(
            "| items | us of the newest page | of that with the fewest | us of a page from anywhere | of that with the fewest |");
        Console.WriteLine("|---|---|---|---|---|");
        var stores = new List<SqliteStore>();
        foreach (var size in s_sizes)
            stores.Add(await FilledAsync(Path.Combine(data, $"{size}.db"), size, keepsLog: true));
        var newest = await MeasureAsync(stores, (_, _) => long.MaxValue);
        // A page from anywhere is a whole one.
        var anywhere = await MeasureAsync(stores, (size, chance) => chance.NextInt64(Math.Min(size, Page + 1), size + 1));
        for (var at = 0; at < s_sizes.Length; at++)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {s_sizes[at]:#,0} | {newest[at]:F1} | {newest[at] / newest[0]:F2} | {anywhere[at]:F1} | {anywhere[at] / anywhere[0]:F2} |"));
        Console.WriteLine();
        Console.WriteLine($"Aim: {(Math.Max(newest[^1] / newest[0], anywhere[^1] / anywhere[0]) <= PageAim ? "met" : "**not met**")}.");
        Console.WriteLine();
        foreach (var store in stores)
            await store.DisposeAsync();
    }

    private static async Task<List<double>> MeasureAsync(List<SqliteStore> stores, Func<int, Random, long> before)
    {
        var (times, chance) = (stores.ConvertAll(_ => new List<double>()), new Random(1));
        for (var read = -Reads / 4; read < Reads; read++)
        {
            for (var at = 0; at < stores.Count; at++)
            {
                var from = before(s_sizes[at], chance);
                var began = Stopwatch.GetTimestamp();
                var page = await stores[at].ReadPageAsync(s_owner, s_peer, from, Page, default);
                var took = Stopwatch.GetElapsedTime(began);
                if (page.Length != Page)
                    throw new InvalidOperationException($"a page of {page.Length}");
                if (read >= 0)
                    times[at].Add(took.TotalMicroseconds);
            }
        }

        return times.ConvertAll(Numbers.Median);
    }

    private static async Task SendsAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "tqq.dll");
        var settings = new[] { "--mailbox-bytes", "1GiB" };
        await using var plain = await Version.StartAsync(program, settings);
        await using var keeping = await Version.StartAsync(program, settings);
        await using var both = await Version.StartAsync(program, [.. settings, "--keep-sent", "always"]);
        var half = Version.Accounts / 2;
        for (var sender = Version.First; sender < Version.First + half; sender++)
            await keeping.EditAsync(sender, new { keepsSent = "true" });
        var bodies = Enumerable.Range((int)Version.First, half).ToList().ConvertAll(uin =>
            Wire.Body("CLTMSG", (uint)uin, $"&UN={uin + half}&MG=a small text of some thirty bytes"));
        // All accounts of the third have sent something, so that they keep logs.
        using (var first = new ClosedLoop(both.Address, [.. Enumerable.Range((int)Version.First, Version.Accounts)
            .Select(uin =>
                Wire.Body("CLTMSG", (uint)uin,
                $"&UN={(uin == Version.First ? uin + 1 : Version.First)}&MG=a small text of some thirty bytes"))], keepsAlive: true))
            first.Run(s_time);
        Console.WriteLine(
            $"A text of one account to another: its sender keeps none, its sender keeps it, both keep logs. The servers share one core, the load generator has the other; {Rounds} rounds in turn, medians. Aim: by a sender that keeps it at most {SendAim.ToString(CultureInfo.InvariantCulture)} times the processor time.");
        Console.WriteLine();
        Console.WriteLine("| who keeps it | CPU us | of one that nobody keeps |");
        Console.WriteLine("|---|---|---|");
        using var plainLoad = new ClosedLoop(plain.Address, bodies, keepsAlive: true);
        var isMet = true;
        foreach (var (name, version, isAim) in new[] { ("its sender", keeping, true), ("both, in their logs", both, false) })
        {
            using var load = new ClosedLoop(version.Address, bodies, keepsAlive: true);
            load.Run(s_time * 4);
            plainLoad.Run(s_time * 4);
            var result = DuelResult.Of(new(version.Server, load), new(plain.Server, plainLoad), WarmUps, Rounds, s_time);
            if (isAim)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| nobody | {result.MedianOfSecond.Cost:F1} | 1.00 |"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {result.MedianOfFirst.Cost:F1} | {result.Cost:F2} |"));
            isMet &= !isAim || result.Cost <= SendAim;
        }

        Console.WriteLine();
        Console.WriteLine($"Aim: {(isMet ? "met" : "**not met**")}.");
        Console.WriteLine();
    }

    private static async Task SizesAsync(string data)
    {
        Console.WriteLine("A million messages of thirty bytes to one account, all delivered, on the disk.");
        Console.WriteLine();
        Console.WriteLine("| the account | MB | s to write |");
        Console.WriteLine("|---|---|---|");
        foreach (var (name, keepsLog) in new[] { ("keeps none", false), ("keeps a log", true) })
        {
            var path = Path.Combine(data, $"million-{keepsLog}.db");
            var began = Stopwatch.GetTimestamp();
            await (await FilledAsync(path, 1_000_000, keepsLog)).DisposeAsync();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {new FileInfo(path).Length / 1e6:F0} | {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} |"));
        }
    }

    private static async Task<SqliteStore> FilledAsync(string path, int size, bool keepsLog)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var (store, now) = (SqliteStore.Open(path), DateTimeOffset.UtcNow);
        await store.CommitAsync(s_owner,
            [new Change.AccountCreated(new(s_owner, Profile.Named("bench"), AccountSettings.Default, true, now), "bench")]);
        foreach (var numbers in Enumerable.Range(1, size).Chunk(Batch))
            await store.CommitAsync(s_owner,
            [
                .. numbers.Select(number =>
                    new Change.MessageAppended(new(number, MessageKind.Text, s_peer, "a small text of some thirty bytes", now),
                    IntoLog: keepsLog)),
                new Change.Delivered(numbers[^1], numbers[^1], 0),
            ]);
        return store;
    }
}
