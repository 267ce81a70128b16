using System.Globalization;
using Tqq.Bench.Footprint;
using Tqq.Bench.Processes;

namespace Tqq.Bench.Many;

/// <summary>
/// So many accounts are online: each polls once a minute with a connection for each request, and sends a message an hour.
/// </summary>
internal static class OnlineBench
{
    private const double PerSecondAndAccount = (1.0 / 60) + (1.0 / 3600);
    private const int AimBytes = 3072;
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    public static async Task RunAsync(IEnumerable<int> counts)
    {
        Console.WriteLine(
            "Each account polls every 60 s with a connection for each request, and sends a message an hour: `tqq bench`, open loop, so latencies count from the scheduled arrival. One minute in which every account comes once, then one that is measured. Server and generator share the cores of the machine. Memory is all that of the server after a full collection, divided by the accounts. Every message arrived exactly once and in order, or the run would have failed.");
        Console.WriteLine();
        Console.WriteLine(
            "| accounts online | requests/s | poll p50 ms | p99 ms | p99.9 ms | send p99 ms | not done | server CPU us each | of one core | generator, of one core | generator late p99 ms | heap bytes each | working set bytes each |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var count in counts)
            Console.WriteLine(await MeasureAsync(count));
    }

    private static async Task<string> MeasureAsync(int count)
    {
        var data = await FilledStores.GetAsync(count, online: count);
        await using var server = Child.Bench(core: null, ["host", data, .. HostedServer.ForManyConnections]);
        var address = await server.ReadPortAsync("http://");
        await server.WaitUntilIdleAsync();
        string[] load = ["--connections", "per-request", "--mix", "poll=60,send=1", "--rate",
            (count * PerSecondAndAccount).ToString(CultureInfo.InvariantCulture), "--in-flight", "8000"];
        var running = OpenLoad.RunAsync(address, FilledStores.Uins(count), [.. load, "--warm-up", "60", "--duration", "60"]);
        // Processor time of the measured minute: from a minute after the first request, which is seen in the server's own.
        await Task.WhenAny(running, Task.Delay(s_minute));
        var before = server.CpuMicroseconds();
        await Task.WhenAny(running, Task.Delay(s_minute));
        var used = server.CpuMicroseconds() - before;
        var report = await running;
        var (heap, set) = await HostedServer.MeasureAsync(server);
        var bytes = heap / count;
        return string.Create(CultureInfo.InvariantCulture,
            $"| {count:#,0} | {report.GetProperty("donePerSecond").GetDouble():F0} | {OpenLoad.Milliseconds(report, "poll", "p50"):F1} | **{OpenLoad.Milliseconds(report, "poll", "p99"):F1}** | {OpenLoad.Milliseconds(report, "poll", "p999"):F1} | {OpenLoad.Milliseconds(report, "send", "p99"):F1} | {OpenLoad.NotDone(report)} | {used / OpenLoad.Done(report):F1} | {used / s_minute.TotalMicroseconds:F2} | {report.GetProperty("generatorCores").GetDouble():F2} | {report.GetProperty("generatorLateness").GetProperty("p99").GetInt64() / 1000.0:F1} | **{bytes}** ({(bytes <= AimBytes ? $"aim {AimBytes}: met" : $"aim {AimBytes}: not met")}) | {set / count} |");
    }
}
