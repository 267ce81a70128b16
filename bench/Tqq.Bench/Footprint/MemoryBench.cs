using System.Globalization;
using Tqq.Bench.Accounts;
using Tqq.Bench.Loads;
using Tqq.Bench.Processes;

namespace Tqq.Bench.Footprint;

/// <summary>
/// What an account that is logged in and has polled costs in memory: two servers with the same accounts, in one of them all are active.
/// </summary>
internal static class MemoryBench
{
    private const int Count = 20_000;

    public static async Task RunAsync()
    {
        Console.WriteLine(
            "A server on which all accounts have a session and have polled, less one on which none has, after a full collection. Aim: at most 3,072 bytes of heap. The working set holds what the runtime has not given back, too.");
        Console.WriteLine();
        Console.WriteLine("| accounts | friends each | bytes of heap each | bytes of working set each |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var befriended in (bool[])[false, true])
        {
            var (quietHeap, quietSet) = await MeasureAsync(online: false, befriended);
            var (heap, set) = await MeasureAsync(online: true, befriended);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {Count} | {(befriended ? 9 : 0)} | **{(heap - quietHeap) / Count}** | {(set - quietSet) / Count} |"));
        }
    }

    private static async Task<(long Heap, long WorkingSet)> MeasureAsync(bool online, bool befriended)
    {
        using var scratch = new Scratch();
        var uins = Enumerable.Range(100_000, Count).Select(uin => (uint)uin).ToArray();
        await AccountMaker.FillAsync(scratch.Data, uins, new() { IsOnline = online, Circle = befriended ? 10 : 1 });
        await using var server = Child.Bench(core: null, "host", scratch.Data);
        var port = await server.ReadPortAsync("http://");
        foreach (var some in online ? uins.Chunk(500) : [])
        {
            using var load = new ClosedLoop(port, some.Select(uin => Wire.Body("GetMsgEx", uin)));
            load.Run(TimeSpan.Zero);
        }

        return await HostedServer.MeasureAsync(server);
    }
}
