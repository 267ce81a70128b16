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
    private const int Rounds = 15;
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
            $"{Pairs} senders and {Pairs} receivers as in `bench/run others`, closed loop, {Rounds} rounds of {s_time.TotalSeconds} s each in turn, medians; ratios round by round, least and greatest in brackets. Over the wire a sender posts CLTMSG and a receiver asks with GetMsgEx every 10 ms; through the API a sender posts to a conversation, and a receiver holds an event stream open. In the second row both accounts keep logs over the wire, too, as they do through the API, which alone indexes them for search. The servers are bound to one core, the load generator to the other. Aim: at most {Aim} times the processor time of the wire."));
        Console.WriteLine();
        using var yard = await Yard.OpenAsync();
        await using var wire = new TqqContender();
        await using var logged = new TqqContender(keepsLogs: true);
        await using var api = new TqqApi();
        var often = TimeSpan.FromMilliseconds(10);
        Side[] sides =
        [
            new("wire", new(wire, "", often)), new("wire, both keep logs", new(logged, "", often)), new("API", new(api, "", TimeSpan.Zero)),
        ];
        foreach (var side in sides)
            await side.Variant.Contender.StartAsync(yard.Make(side.Name), Pairs * 2);
        var load = new MachineLoad();
        for (var round = -WarmUps; round < Rounds; round++)
            foreach (var side in sides)
            {
                var result = await Round.RunAsync(side.Variant, Pairs, s_time);
                if (!result.Tally.IsClean)
                    throw new InvalidOperationException($"{side.Name}: {result.Tally}");
                if (round >= 0)
                    side.Results.Add(result);
            }

        Console.WriteLine(load);
        Console.WriteLine();
        Console.WriteLine("| | messages/s | server CPU us a message | times the wire | times the wire where both keep logs | send to receipt, p50 ms | p99 ms |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var side in sides)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {side.Name} | {side.Median(one => one.PerSecond):F0} | {side.Median(one => one.CpuOfOne):F1} | {side.Times(sides[0])} | {side.Times(sides[1])} | {side.Median(one => one.Median):F1} | {side.Median(one => one.Percentile99):F1} |"));
        Console.WriteLine();
        Console.WriteLine($"Aim: {Verdict(sides[2], sides[0])} against the wire, {Verdict(sides[2], sides[1])} where both keep logs over the wire, too. What a text through the API takes beyond one over the wire: the log of its recipient and that of its sender, which is stored in a second transaction behind the first, before the answer; the index for search; an event of its own, where one poll is handed many texts at once; the pipeline of ASP.NET.");
        Console.WriteLine();
    }

    private static string Verdict(Side one, Side other) => Numbers.Median(one.Ratios(other)) <= Aim ? "met" : "**not met**";

    /// <summary>One of those that are compared.</summary>
    private sealed record Side(string Name, Variant Variant)
    {
        public List<RoundResult> Results { get; } = [];

        public double Median(Func<RoundResult, double> of) => Numbers.Median(Results.Select(of));

        public IEnumerable<double> Ratios(Side other) => Results.Zip(other.Results, (one, first) => one.CpuOfOne / first.CpuOfOne);

        public string Times(Side other)
        {
            double[] ratios = [.. Ratios(other)];
            return string.Create(CultureInfo.InvariantCulture, $"**{Numbers.Median(ratios):F2}** ({ratios.Min():F2} to {ratios.Max():F2})");
        }
    }
}
