using System.Diagnostics;
using Tqq.EndToEnd.Tests.Ledgers;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.Faults.Disks;

/// <summary>A disk that fills up in a storm, stays full, and is freed again; several times, and a kill at the end.</summary>
internal static class DiskFullRun
{
    private static readonly TimeSpan s_fullFor = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_mostToResume = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    public static async Task<bool> RunAsync(RunOptions options)
    {
        var rounds = options.Rounds ?? 20;
        var random = new Random(options.Seed);
        await using var disk = await SmallDisk.MountAsync("32m");
        var resumed = new List<TimeSpan>();
        var readsAndLogins = new SightCount();
        var sends = new SightCount();
        Cast cast;
        await using (var server = await RunningServer.StartAsync(disk.Data, Cast.Flags))
        {
            cast = await Cast.CreateAsync(server, 6, 3);
            var probe = cast.Senders[^1];
            var storm = Storm.Start(server.Wire, [.. cast.Senders.SkipLast(1)], cast.Receivers, cast.Receivers.Take(1), random.Next(),
                TimeSpan.FromMilliseconds(5));
            for (var round = 0; round < rounds; round++)
            {
                await Task.Delay(random.Next(200, 1000));
                await FillAsync(disk, server, probe, cast.Receivers[0].Uin);
                for (var watch = Stopwatch.StartNew(); watch.Elapsed < s_fullFor;)
                {
                    disk.Fill();
                    sends.Note(await probe.SendAsync(server.Wire, cast.Receivers[0].Uin));
                    readsAndLogins.Note(await probe.LoginAsync(server.Wire));
                    readsAndLogins.Note(await probe.AskAsync(server.Wire, "List", "&TN=1"));
                    readsAndLogins.Note(await probe.AskAsync(server.Wire, "GetInfo", $"&LV=2&UN={probe.Uin}"));
                    readsAndLogins.Note(await cast.Receivers[1].AskAsync(server.Wire, "Query_Stat", "&TN=1"));
                }

                resumed.Add(await FreeAsync(disk, server, probe, cast.Receivers[0].Uin));
                Section.Progress(
                    $"full {round}: resumed after {resumed[^1].TotalSeconds:0.00} s; sends while full: {sends}; the rest: {readsAndLogins}");
            }

            await storm.StopAsync();
            await server.KillAsync();
            cast.Ledger.Cut();
        }

        await using var last = await RunningServer.StartAsync(disk.Data, Cast.Flags);
        await cast.ReturnAsync(last);
        await cast.DrainAsync(last);
        var found = cast.Ledger.Sum();
        Section.Say(
            $"The data lies on a tmpfs of 32 MB. {rounds} times in a storm of five senders and a poller a ballast file takes all room for {s_fullFor.TotalSeconds} s and is deleted again; at the end SIGKILL, a restart, and all receivers fetch. Seed {options.Seed}.");
        Section.Say($"");
        Section.Findings("times full", ($"{rounds}", found));
        Section.Table(
            ["sends while full", "logins and reads while full", "space is back, sends are taken again after, s: mean", "most"],
            [[sends, readsAndLogins, $"{resumed.Average(time => time.TotalSeconds):0.00}", $"{resumed.Max().TotalSeconds:0.00}"]]);
        Section.Say(
            $"What is sent while the disk is full fits now and then into room that the log has already; then it is taken, and safe.");
        Section.Say($"");
        return Section.Verdict(
            found.IsClean && found.Refused > 0 && readsAndLogins.ByKind.Keys.All(kind => kind == "RES=0")
                && sends.ByKind.Keys.All(kind => kind is "RES=3" or "RES=0") && resumed.Max() < s_mostToResume,
            "sends get RES=3, logins and reads go on, 0 lost, service is back within 10 s by itself");
    }

    private static async Task FillAsync(SmallDisk disk, RunningServer server, Correspondent probe, uint to)
    {
        var watch = Stopwatch.StartNew();
        do
        {
            disk.Fill();
            if (watch.Elapsed > s_patience)
                throw new TimeoutException("the disk is full and messages are taken all the same");
        }
        while ((await probe.SendAsync(server.Wire, to)).Result == "0");
    }

    private static async Task<TimeSpan> FreeAsync(SmallDisk disk, RunningServer server, Correspondent probe, uint to)
    {
        disk.Free();
        var watch = Stopwatch.StartNew();
        while ((await probe.SendAsync(server.Wire, to)).Result != "0")
        {
            if (watch.Elapsed > s_patience)
                throw new TimeoutException("there is room again, and still nothing is taken");
            await Task.Delay(20);
        }

        return watch.Elapsed;
    }
}
