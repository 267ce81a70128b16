using Tqq.EndToEnd.Tests.Ledgers;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.Faults.Kills;

/// <summary>SIGTERM at random moments of a storm: clients see closed connections and nothing worse, and nothing is lost.</summary>
internal static class TermRun
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);

    public static async Task<bool> RunAsync(RunOptions options)
    {
        var rounds = options.Rounds ?? 100;
        var random = new Random(options.Seed);
        using var directory = new TemporaryDirectory();
        Cast? cast = null;
        var took = new List<TimeSpan>();
        var wrongExits = 0;
        for (var round = 0; round < rounds; round++)
        {
            await using var server = await RunningServer.StartAsync(directory.At("data"), Cast.Flags);
            cast ??= await Cast.CreateAsync(server, 8, 4);
            await cast.DrainAsync(server);
            // Here, where nothing waits any more: what has not come now is lost.
            if (round % 20 == 0)
                Section.Progress($"SIGTERM {round}: {cast.Ledger.Sum()}; {cast.Sights}");
            var storm = Storm.Start(server.Wire, cast.Senders, cast.Receivers, cast.Receivers, random.Next());
            await Task.Delay(random.Next(50, 2001));
            var (exitCode, time) = await server.TerminateAsync();
            await storm.StopAsync();
            cast.Ledger.Cut();
            took.Add(time);
            wrongExits += exitCode == 0 ? 0 : 1;
        }

        await using var last = await RunningServer.StartAsync(directory.At("data"), Cast.Flags);
        await cast!.DrainAsync(last);
        var found = cast.Ledger.Sum();
        Section.Say(
            $"{rounds} times: 8 senders and 4 pollers as above, SIGTERM after 50 to 2000 ms. Seed {options.Seed}. It ended with 0 in all but {wrongExits} cases, after {took.Average(time => time.TotalSeconds):0.00} s on average and {took.Max().TotalSeconds:0.00} s at most.");
        Section.Say($"");
        Section.Findings("SIGTERMs", ($"{rounds}", found));
        Section.Table(
            ["what clients saw", "how often"],
            cast.Sights.ByKind.OrderByDescending(kind => kind.Value).Select(kind => (IReadOnlyList<object>)[kind.Key, kind.Value]));
        Section.Say(
            $"`Reset` is a connection that waited in the kernel's queue when the port was closed; `NobodyThere` one that came after. No part of a reply (`Torn`), nothing that is none (`Wrong`), no reset behind a whole reply, no RES but 0.");
        Section.Say($"");
        var isOrderly = cast.Sights.ByKind.Keys.All(kind =>
            kind is "RES=0" or nameof(Sight.Closed) or nameof(Sight.Reset) or nameof(Sight.NobodyThere));
        return Section.Verdict(
            found.IsClean && isOrderly && wrongExits == 0 && took.Max() < s_longest,
                "no client sees anything but whole replies and closed connections, nothing lost, an end within 5 s");
    }
}
