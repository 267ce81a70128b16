using System.Diagnostics;
using System.Globalization;
using Tqq.Bench.Accounts;
using Tqq.Bench.Processes;

namespace Tqq.Bench.Footprint;

/// <summary>How long the real program takes from its launch to the banner, with an empty store and with a million accounts in it.</summary>
internal static class StartBench
{
    private const int Rounds = 3;

    public static async Task RunAsync()
    {
        Console.WriteLine("From the launch of `tqq serve` to the end of its banner. Aim: under 2 s with 1,000,000 accounts.");
        Console.WriteLine();
        Console.WriteLine("| accounts in the store | ms from launch to ready |");
        Console.WriteLine("|---|---|");
        foreach (var count in (int[])[0, 1_000_000])
        {
            using var scratch = new Scratch();
            await AccountMaker.FillAsync(scratch.Data, Enumerable.Range(100_000, count).Select(uin => (uint)uin), new());
            var times = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                var watch = Stopwatch.StartNew();
                await using var server = Child.Tqq(core: null, "serve", "--data", scratch.Data, "--listen", "127.0.0.1:0", "--web",
                    "127.0.0.1:0");
                await server.ReadPortAsync("Ctrl-C");
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {count} | {string.Join(", ", times.Select(time => time.ToString("F0", CultureInfo.InvariantCulture)))} |"));
        }
    }
}
