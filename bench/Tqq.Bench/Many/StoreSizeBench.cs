using System.Globalization;
using System.Net;
using Tqq.Bench.Duels;
using Tqq.Bench.Figures;
using Tqq.Bench.Limits;
using Tqq.Bench.Loads;
using Tqq.Bench.Processes;

namespace Tqq.Bench.Many;

/// <summary>
/// What a request costs with how many accounts in the store: the same load by the same number of accounts,
/// spread evenly over each store, in turn.
/// </summary>
internal static class StoreSizeBench
{
    private const int Active = 500;
    private const int WarmUps = 4;
    private const int Rounds = 7;
    private const double Aim = 1.2;
    private static readonly int[] s_sizes = [1_000, 10_000, 100_000, 1_000_000];
    private static readonly TimeSpan s_time = TimeSpan.FromMilliseconds(1000);

    /// <param name="picture">Where to write the plot.</param>
    public static async Task RunAsync(string picture)
    {
        Console.WriteLine(
            $"Polls and sends of {Active} accounts that are online, spread evenly over the store: keep-alive, closed loop, all stores in turn, {Rounds} rounds, medians. The servers share one core, the load generator has the other. Aim: with 1,000,000 accounts in the store a request costs at most {Aim.ToString(CultureInfo.InvariantCulture)} times what it costs with 1,000.");
        Console.WriteLine();
        Console.WriteLine(
            "| accounts in the store | CPU us of a poll | of that with the fewest | CPU us of a send | of that with the fewest |");
        Console.WriteLine("|---|---|---|---|---|");
        var servers = new List<Child>();
        try
        {
            foreach (var size in s_sizes)
                servers.Add(Child.Tqq(core: 0, ["serve", "--data", await FilledStores.GetAsync(size, Active), "--listen", "127.0.0.1:0",
                    "--web", "127.0.0.1:0", .. LimitsBench.WithoutLimits]));
            var addresses = new List<IPEndPoint>();
            foreach (var server in servers)
                addresses.Add(await server.ReadPortAsync("Ctrl-C"));
            foreach (var server in servers)
                await server.WaitUntilIdleAsync();
            await Console.Error.WriteLineAsync("bench: measuring");
            var (polls, sends) = (new List<List<double>>(), new List<List<double>>());
            foreach (var (kind, costs) in new[] { ("GetMsgEx", polls), ("CLTMSG", sends) })
                costs.AddRange(Measure([.. servers.Select((server, at) =>
                    new DuelSide(server, new(addresses[at], Bodies(kind, s_sizes[at]))))]));
            var (pollCosts, sendCosts) = (polls.ConvertAll(Numbers.Median), sends.ConvertAll(Numbers.Median));
            var (pollRatios, sendRatios) = (Ratios(polls), Ratios(sends));
            for (var at = 0; at < s_sizes.Length; at++)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {s_sizes[at]:#,0} | {pollCosts[at]:F1} | {pollRatios[at]:F2} | {sendCosts[at]:F1} | {sendRatios[at]:F2} |"));
            Console.WriteLine();
            Console.WriteLine($"Aim: {(Math.Max(pollRatios[^1], sendRatios[^1]) <= Aim ? "met" : "**not met**")}.");
            var chart = new LineChart("Server CPU of a request", "accounts in the store", "microseconds",
                [Series("send (CLTMSG)", sendCosts), Series("poll (GetMsgEx)", pollCosts)]);
            Directory.CreateDirectory(Path.GetDirectoryName(picture)!);
            await File.WriteAllTextAsync(picture, chart.ToSvg());
            Console.WriteLine();
            Console.WriteLine($"![cost of a request against accounts in the store](performance/{Path.GetFileName(picture)})");
        }
        finally
        {
            foreach (var server in servers)
                await server.DisposeAsync();
        }
    }

    private static IEnumerable<string> Bodies(string command, int size) => FilledStores.Online(size, Active)
        .Select(uin => Wire.Body(command, uin, command == "CLTMSG" ? $"&UN={uin}&MG=a small text of some thirty bytes" : ""));

    private static List<List<double>> Measure(IReadOnlyList<DuelSide> contenders)
    {
        var costs = contenders.Select(_ => new List<double>()).ToList();
        for (var round = -WarmUps; round < Rounds; round++)
            foreach (var (contender, own) in contenders.Zip(costs))
                if (contender.Measure(s_time) is var measured && round >= 0)
                    own.Add(measured.Cost);
        foreach (var contender in contenders)
            contender.Load.Dispose();
        return costs;
    }

    // Round by round, against the smallest store in the same round.
    private static List<double> Ratios(List<List<double>> costs) =>
        costs.ConvertAll(own => Numbers.Median(own.Zip(costs[0], (cost, least) => cost / least)));

    private static Series Series(string name, List<double> costs) =>
        new(name, [.. s_sizes.Zip(costs, (size, cost) => ((double)size, cost))]);
}
