using Tqq.EndToEnd.Tests.Ledgers;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.Faults.Kills;

/// <summary>SIGKILL at random moments of a storm, restart, collect.</summary>
internal static class KillRun
{
    private const int Senders = 8;
    private const int Receivers = 4;

    public static async Task<bool> RunAsync(RunOptions options)
    {
        var kills = options.Rounds ?? 300;
        var random = new Random(options.Seed);
        using var directory = new TemporaryDirectory();
        Cast? cast = null;
        var missing = 0;
        for (var round = 0; round < kills; round++)
        {
            await using var server = await RunningServer.StartAsync(directory.At("data"), Cast.Flags);
            cast ??= await Cast.CreateAsync(server, Senders, Receivers);
            missing = await CollectAsync(cast, server, round, missing);
            var storm = Storm.Start(server.Wire, cast.Senders, cast.Receivers, cast.Receivers, random.Next());
            await Task.Delay(random.Next(50, 2001));
            await server.KillAsync();
            await storm.StopAsync();
            cast.Ledger.Cut();
        }

        await using var last = await RunningServer.StartAsync(directory.At("data"), Cast.Flags);
        await CollectAsync(cast!, last, kills, missing);
        var found = cast!.Ledger.Sum();
        Section.Say(
            $"{kills} times: the server is started, {Receivers} receivers fetch all that waits, {Senders} senders write to them as fast as they are answered while they poll, and after 50 to 2000 ms the server gets SIGKILL. Seed {options.Seed}. Nobody sends anything again, so a message is there twice only where a receiver's acknowledgement was cut off.");
        Section.Say($"");
        Section.Findings("kills", ($"{kills}", found));
        Section.Say(
            $"Seen by the clients: {cast.Sights}. In doubt (no answer came): {found.Attempted - found.Acknowledged - found.Refused}, of which {found.Received - found.Acknowledged + found.Lost} were there.");
        Section.Say($"");
        return Section.Verdict(found.IsClean && found.Acknowledged > 0, "0 lost, 0 out of order, nothing twice but where a reply was cut");
    }

    private static async Task<int> CollectAsync(Cast cast, RunningServer server, int round, int missingBefore)
    {
        await cast.DrainAsync(server);
        var missing = cast.Ledger.Missing();
        if (missing.Count > missingBefore)
            Section.Progress($"kill {round}: LOST {string.Join(" ", missing.Skip(missingBefore).Take(5))}");
        if (round % 20 == 0)
            Section.Progress($"kill {round}: {cast.Ledger.Sum()}");
        return missing.Count;
    }
}
