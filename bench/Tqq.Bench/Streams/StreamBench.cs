using System.Diagnostics;
using System.Globalization;
using Tqq.Bench.Accounts;
using Tqq.Bench.Figures;
using Tqq.Bench.Footprint;
using Tqq.Bench.Processes;

namespace Tqq.Bench.Streams;

/// <summary>
/// Event streams that are held open: what each costs in memory and in processor time, and how soon it says what was sent.
/// </summary>
internal static class StreamBench
{
    private const uint First = 100_000;
    private const int Senders = 100;
    private const int PerSecond = 100;
    private const int WarmUpSeconds = 5;
    private const int MeasuredSeconds = 20;
    private const int BytesAim = 30 * 1024;
    private const int MillisecondsAim = 20;
    // What the server keeps open for something else, the connections of the wire among it.
    private const int OtherFiles = 1_100;
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(30);

    /// <summary>Runs it.</summary>
    /// <param name="counts">How many streams, as far as the process may have so many files open.</param>
    public static async Task RunAsync(IEnumerable<int> counts)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Streams of `GET /api/v1/events`, of an account each. Memory: of the server with all streams open, less that before they were opened and when each account had asked something, divided by the streams; the heap after a full collection, and the working set, which holds what the runtime has not given back, too. Idle: processor time of the server over {s_idle.TotalSeconds:F0} s in which nobody says anything and each stream says every 15 s that it lives. Then {Senders} others send {PerSecond} texts a second over the wire, each to one of those who listen, for {MeasuredSeconds} s: the time from RES=0, which comes with the commit, to the event at the client, and from sending the request. Server and client share the cores of the machine. Aim: at most {BytesAim} bytes, a median of at most {MillisecondsAim} ms."));
        Console.WriteLine();
        Console.WriteLine(
            "| streams | bytes of heap each | bytes of working set each | idle: us of CPU each a second | of one core together | commit to event, p50 ms | p99 ms | send to event, p50 ms | p99 ms |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        var most = FileLimit() - OtherFiles;
        var wanted = counts.ToList();
        foreach (var count in wanted)
            Console.WriteLine(await MeasureAsync(Math.Min(count, most)));
        if (wanted.Max() is var largest && largest > most)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"\n{largest:#,0} streams were asked for: a process may have {FileLimit():#,0} files open on this machine, and {OtherFiles:#,0} of them are for something else."));
    }

    private static async Task<string> MeasureAsync(int count)
    {
        using var scratch = new Scratch();
        var uins = Enumerable.Range(0, count).Select(at => First + (uint)at).ToArray();
        var senders = Enumerable.Range(count, Senders).Select(at => First + (uint)at).ToArray();
        await DeviceMaker.FillAsync(scratch.Data, uins);
        await AccountMaker.FillAsync(scratch.Data, senders, new() { IsOnline = true });
        await using var server = Child.Bench(core: null, ["host", scratch.Data, "rate-message=off", "session-timeout=1h", "connections=400",
            $"streams={count}", $"streams-per-address={count}"]);
        var ports = await server.ReadPortsAsync("http://");
        var web = ports[^1];
        await server.WaitUntilIdleAsync();
        using (var asking = new HttpClient { BaseAddress = new($"http://{web}/api/v1/") })
            foreach (var some in uins.Chunk(50))
                await Task.WhenAll(some.Select(uin => AskAsync(asking, uin)));
        var (heapBefore, setBefore) = await HostedServer.MeasureAsync(server);

        using var streams = new OpenStreams();
        await streams.OpenAsync(web, uins);
        await server.WaitUntilIdleAsync();
        var (heap, set) = await HostedServer.MeasureAsync(server);
        var (heapEach, setEach) = ((heap - heapBefore) / count, (set - setBefore) / count);
        var before = server.CpuMicroseconds();
        await Task.Delay(s_idle);
        var idle = (server.CpuMicroseconds() - before) / s_idle.TotalSeconds;

        var random = new Random(1);
        using var sends = new PacedSends(ports[0], senders);
        await sends.RunAsync(0, WarmUpSeconds * PerSecond, PerSecond, _ => uins[random.Next(count)]);
        var (first, all) = (WarmUpSeconds * PerSecond, (WarmUpSeconds + MeasuredSeconds) * PerSecond);
        await sends.RunAsync(first, all - first, PerSecond, _ => uins[random.Next(count)]);
        for (var glance = 0; streams.Events < all && glance < 100; glance++)
            await Task.Delay(100);
        if (streams.Events != all || streams.Arrived.Count != all)
            throw new InvalidOperationException($"{all} texts were sent, {streams.Events} came, {streams.Arrived.Count} different ones");
        var sinceSent = Milliseconds(number => (sends.Times[number].Sent, streams.Arrived[number]));
        var sinceAnswer = Milliseconds(number => (sends.Times[number].Answered, streams.Arrived[number]));
        var median = Numbers.Percentile(sinceAnswer, 0.5);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {count:#,0} | {heapEach} | **{setEach}** ({Verdict(setEach <= BytesAim)}) | {idle / count:F1} | {idle / 1e6:F2} | **{median:F1}** ({Verdict(median <= MillisecondsAim)}) | {Numbers.Percentile(sinceAnswer, 0.99):F1} | {Numbers.Percentile(sinceSent, 0.5):F1} | {Numbers.Percentile(sinceSent, 0.99):F1} |");

        List<double> Milliseconds(Func<int, (long From, long To)> times) =>
            [.. Enumerable.Range(first, all - first).Select(times).Select(time => (time.To - time.From) * 1e3 / Stopwatch.Frequency)
                .Order()];
    }

    private static string Verdict(bool isMet) => isMet ? "met" : "not met";

    private static async Task AskAsync(HttpClient http, uint uin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "me");
        var header = DeviceMaker.Header(uin).Trim();
        request.Headers.TryAddWithoutValidation(header[..header.IndexOf(':')], header[(header.IndexOf(':') + 2)..]);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    // How many files a process may have open; the runtime has made use of the whole of it.
    private static int FileLimit() => File.ReadLines("/proc/self/limits").First(line =>
        line.StartsWith("Max open files", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[4] is var most
        && int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : int.MaxValue;
}
