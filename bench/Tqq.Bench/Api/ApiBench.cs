using System.Globalization;
using Tqq.Bench.Figures;
using Tqq.Bench.Others.Contenders;
using Tqq.Bench.Others.Daemons;
using Tqq.Bench.Others.Rounds;

namespace Tqq.Bench.Api;

/// <summary>What the API costs: a text through it against one over the wire, and a page of history.</summary>
internal static class ApiBench
{
    private const int Pairs = 100;
    private const int WarmUps = 6;
    private const int Rounds = 5;
    private const double Aim = 2.5;
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(3);

    /// <summary>Runs it.</summary>
    public static async Task RunAsync()
    {
        await SendsAsync();
        await HistoryBench.RunAsync();
    }

    private static async Task SendsAsync()
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Pairs} senders and {Pairs} receivers as in `bench/run others`, closed loop, {Rounds} rounds of {s_time.TotalSeconds} s each in turn, medians. Over the wire a sender posts CLTMSG and a receiver asks with GetMsgEx every 10 ms; through the API a sender posts to a conversation, and a receiver holds an event stream open. In the second row both accounts keep logs over the wire, too, as they do through the API. The servers are bound to one core, the load generator to the other. Aim: at most {Aim} times the processor time of the wire."));
        Console.WriteLine();
        Console.WriteLine("| | messages/s | server CPU us a message | times the wire | send to receipt, p50 ms | p99 ms |");
        Console.WriteLine("|---|---|---|---|---|---|");
        using var yard = await Yard.OpenAsync();
        await using var wire = new TqqContender();
        await using var logged = new TqqContender(keepsLogs: true);
        await using var api = new TqqApi();
        var often = TimeSpan.FromMilliseconds(10);
        (string Name, Variant Variant, List<RoundResult> Results)[] sides =
        [
            ("wire", new(wire, "", often), []), ("wire, both keep logs", new(logged, "", often), []),
            ("API", new(api, "", TimeSpan.Zero), []),
        ];
        foreach (var side in sides)
            await side.Variant.Contender.StartAsync(yard.Make(side.Name.Replace(", ", "-", StringComparison.Ordinal)), Pairs * 2);
        for (var round = -WarmUps; round < Rounds; round++)
            foreach (var side in sides)
            {
                var result = await Round.RunAsync(side.Variant, Pairs, s_time);
                if (!result.Tally.IsClean)
                    throw new InvalidOperationException($"{side.Name}: {result.Tally}");
                if (round >= 0)
                    side.Results.Add(result);
            }

        foreach (var (name, _, results) in sides)
        {
            var times = Numbers.Median(results.Zip(sides[0].Results, (one, first) => one.CpuOfOne / first.CpuOfOne));
            double Median(Func<RoundResult, double> of) => Numbers.Median(results.Select(of));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {Median(one => one.PerSecond):F0} | {Median(one => one.CpuOfOne):F1} | **{times:F2}**{(name == "API" ? times <= Aim ? " (met)" : " (not met)" : "")} | {Median(one => one.Median):F1} | {Median(one => one.Percentile99):F1} |"));
        }

        Console.WriteLine();
    }
}
