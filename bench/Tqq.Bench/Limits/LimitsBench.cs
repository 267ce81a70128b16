using System.Globalization;
using System.Net;
using Tqq.Bench.Duels;
using Tqq.Bench.Figures;
using Tqq.Bench.Loads;
using Tqq.Bench.Processes;

namespace Tqq.Bench.Limits;

/// <summary>How far the real program is from what the same web server does with a fixed reply, in turn.</summary>
internal static class LimitsBench
{
    private const int WarmUps = 3;
    private const int Rounds = 5;
    private const int RoundsOfSends = 15;
    private const double CostOfSend = 3;
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(10);

    /// <summary>What a server must not refuse when it is measured.</summary>
    public static string[] WithoutLimits { get; } = ["--rate-other", "off", "--rate-message", "off", "--rate-status", "off",
        "--mailbox-limit", "1000000", "--session-timeout", "365d"];

    public static async Task RunAsync()
    {
        Console.WriteLine(
            $"The program against a bare Kestrel `ConnectionHandler` that reads requests of known length and writes the same reply (where the reply promises an fsync: after one, of all that wait together). 32 connections, closed loop, {Rounds} rounds of {s_time.TotalSeconds} s each in turn, medians. Both servers are bound to one core, the load generator to another. GetMsgEx with messages acknowledges none (`AK=0`), so that each finds the same ten. Where the generator takes all of its core, a speed is its own, and only the processor time tells of the server.");
        Console.WriteLine();
        Console.WriteLine(
            "| what | tqq/s | bare/s | speed, of bare | tqq CPU us | bare CPU us | CPU, of bare | generator, of its core | aim |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        using var scratch = new Scratch();
        await LimitCases.FillAsync(scratch.Data);
        await using var server = Child.Tqq(core: 0,
            ["serve", "--data", scratch.Data, "--listen", "127.0.0.1:0", "--web", "127.0.0.1:0", .. WithoutLimits]);
        var address = await server.ReadPortAsync("Ctrl-C");
        var cases = await LimitCases.PrepareAsync(address);
        // The bare handlers are compiled soon, the program is not: all of it is before anything is measured.
        foreach (var one in cases)
        {
            using var load = new ClosedLoop(address, one.Bodies, one.KeepsAlive);
            load.Run(s_warmUp);
        }

        foreach (var one in cases)
        {
            var reply = await Wire.ExchangeAsync(address, one.Bodies[0]);
            await using var bare = Child.Bench(core: 0,
                ["bare", .. BareService.Arguments(Wire.Post(one.Bodies[0], one.KeepsAlive).Length, reply, one.KeepsAlive, one.IsDurable
                ? scratch.Data + ".log" : null)]);
            using var load = new ClosedLoop(address, one.Bodies, one.KeepsAlive);
            using var bareLoad = new ClosedLoop(await bare.ReadPortAsync("http://"), one.Bodies, one.KeepsAlive);
            var result = DuelResult.Of(new(server, load), new(bare, bareLoad), WarmUps, Rounds, s_time);
            var (own, limit) = (result.MedianOfFirst, result.MedianOfSecond);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {one.Name} | {own.Speed:F0} | {limit.Speed:F0} | **{result.Speed:F2}** | {own.Cost:F1} | {limit.Cost:F1} | {result.Cost:F2} | {own.Generator:P0}, {limit.Generator:P0} | {(one.Aim is { } aim ? $"speed at least {aim:F2}: {(result.Speed >= aim ? "met" : "**not met**")}" : "")} |"));
        }

        var ratios = SendsAgainstPolls(server, address, cases).Order().ToList();
        var ratio = Numbers.Median(ratios);
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"A durable send costs {ratio:F2} times the processor time of an empty poll on keep-alive ({ratios[0]:F2} to {ratios[^1]:F2}), both of them in turn, {ratios.Count} rounds of {s_time.TotalSeconds} s each. Aim: at most {CostOfSend:F0}: {(ratio <= CostOfSend ? "met" : "**not met**")}."));
    }

    // In turn, like all that is set against something else: the rows of the table are minutes apart.
    private static IEnumerable<double> SendsAgainstPolls(Child server, IPEndPoint address, IReadOnlyList<LimitCase> cases)
    {
        using var sends = new ClosedLoop(address, cases.Single(one => one.IsDurable).Bodies, keepsAlive: true);
        using var polls = new ClosedLoop(address, cases[0].Bodies, keepsAlive: true);
        return DuelResult.Of(new(server, sends), new(server, polls), WarmUps, RoundsOfSends, s_time).Costs;
    }
}
