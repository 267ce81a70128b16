using System.Diagnostics;
using Tqq.EndToEnd.Tests.Ledgers;
using Tqq.EndToEnd.Tests.Running;
using Tqq.Faults.PowerCuts;

namespace Tqq.Faults.Disks;

/// <summary>
/// An fsync that fails once, in a storm, and says yes ever after; then the power is cut, so that what was not synced before is gone.
/// </summary>
internal static class FsyncRun
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    public static async Task<bool> RunAsync(RunOptions options)
    {
        var rounds = options.Rounds ?? 40;
        var random = new Random(options.Seed);
        using var scratch = new Scratch();
        var rows = new List<(string Of, Findings Found, int Again, int WrongEnds, TimeSpan Slowest)>();
        var message = "";
        foreach (var (of, name) in new[] { ("wal", "the log, at a commit"), ("db", "the database, at a checkpoint") })
        {
            var row = (Of: $"{(rounds + 1) / 2}: {name}", Found: new Findings(), Again: 0, WrongEnds: 0, Slowest: TimeSpan.Zero);
            for (var round = 0; round < (rounds + 1) / 2; round++)
            {
                var (found, again, saidSo, took) = await FailAsync(scratch, of, random);
                row = (row.Of, row.Found + found, row.Again + again, row.WrongEnds + (saidSo is null ? 1 : 0), took > row.Slowest ? took
                    : row.Slowest);
                message = saidSo ?? message;
                Section.Progress(
                    $"fsync {of} {round}: {found.Acknowledged} acknowledged, {found.Lost} lost, {again} syncs after the failure, ended after {took.TotalSeconds:0.00} s: {saidSo}");
            }

            rows.Add(row);
        }

        Section.Say(
            $"In a storm of six senders one fsync fails with EIO (an `LD_PRELOAD` shim, tests/faults/shims/disk.c). As with a real kernel, the data does not reach the disk and whoever asks again is told that all is well. When the process has ended, the image on which the data lies is copied as after a power cut, mounted and recovered: a message that was acknowledged without a good fsync before would be lost. Seed {options.Seed}.");
        Section.Say($"");
        Section.Findings("failures", [.. rows.Select(row => (row.Of, row.Found))]);
        Section.Table(
            ["failures", "fsyncs after the failure", "processes that did not end with 1 and the message",
                "longest time from the failure to the end, s"],
            rows.Select(row => (IReadOnlyList<object>)[row.Of, row.Again, row.WrongEnds, $"{row.Slowest.TotalSeconds:0.00}"]));
        Section.Say($"The message: `{message}`");
        Section.Say($"");
        return Section.Verdict(
            rows.All(row => row is { Found: { IsClean: true, Acknowledged: > 0 }, Again: 0, WrongEnds: 0 }),
                "no acknowledgement after the first error, one fsync that fails and none after it, a clear message");
    }

    private static async Task<(Findings Found, int Again, string? SaidSo, TimeSpan Took)> FailAsync(Scratch scratch, string of,
        Random random)
    {
        var faults = scratch.At("faults");
        if (Directory.Exists(faults))
            Directory.Delete(faults, recursive: true);
        var disk = await FaultyDisk.BuildAsync(Path.Combine(AppContext.BaseDirectory, "disk.c"), faults);
        string copy;
        Cast cast;
        string? saidSo;
        TimeSpan took;
        await using (var volume = await Volume.MakeAsync(scratch.At("disk")))
        {
            await using var server = await RunningServer.StartAsync(volume.Data, disk.Environment, null, Cast.Flags);
            cast = await Cast.CreateAsync(server, 6, 2);
            var storm = Storm.Start(server.Wire, cast.Senders, cast.Receivers, [], random.Next());
            await storm.WaitForAsync(random.Next(1, 200));
            disk.FailNextSync(of);
            while (disk.Syncs.Length == 0)
                await Task.Delay(1);
            var watch = Stopwatch.StartNew();
            var exitCode = await server.WaitForExitAsync(s_patience);
            took = watch.Elapsed;
            await storm.StopAsync();
            saidSo = exitCode == 1 ? server.Errors.FirstOrDefault(line =>
                line.Contains("has failed and the server stops at once", StringComparison.Ordinal)) : null;
            copy = await volume.CopyAsync(scratch.At("cut"));
        }

        await using var recovered = await Volume.MountAsync(copy);
        await using var again = await RunningServer.StartAsync(recovered.Data, Cast.Flags);
        await cast.ReturnAsync(again);
        await cast.DrainAsync(again);
        return (cast.Ledger.Sum(), disk.Syncs.Count(line => line.StartsWith("again", StringComparison.Ordinal)), saidSo, took);
    }
}
