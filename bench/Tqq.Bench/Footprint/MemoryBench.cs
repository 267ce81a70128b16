using System.Globalization;
using Tqq.Bench.Accounts;
using Tqq.Bench.Polling;
using Tqq.Bench.Processes;

namespace Tqq.Bench.Footprint;

/// <summary>What an account that is logged in and has polled costs in memory: two servers with the same accounts, in one of them all are active.</summary>
internal static class MemoryBench
{
    private const int Count = 20_000;

    public static async Task RunAsync()
    {
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
        await AccountMaker.FillAsync(scratch.Data, uins, "bench", online, befriended);
        await using var server = Child.Bench(core: null, "host", scratch.Data);
        var port = await server.ReadPortAsync("http://");
        foreach (var some in online ? uins.Chunk(500) : [])
        {
            using var load = new Load(port, some);
            load.Run(TimeSpan.Zero);
        }

        var answer = (await server.AskAsync("measure")).Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return (answer[0], answer[1]);
    }
}
