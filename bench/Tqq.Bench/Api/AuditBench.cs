using System.Diagnostics;
using System.Globalization;
using System.Net;
using Tqq.Bench.Figures;
using Tqq.Bench.Processes;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Bench.Api;

/// <summary>What an administrator's act takes on the disk with its two lines in the audit log, against the act alone.</summary>
internal static class AuditBench
{
    private const int WarmUps = 50;
    private const int Acts = 1_000;

    /// <summary>Runs it.</summary>
    public static async Task RunAsync()
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"An act that stores one row, by itself, and between the line that says it is begun and the line with its outcome, each on disk before the next is begun: {Acts:#,0} of both in turn by each administrator, on a store with nothing else to do."));
        Console.WriteLine();
        Console.WriteLine("| administrators at once | act alone, p50 us | with its lines, p50 us | ratio | alone, p99 us | with its lines, p99 us | commits of an act alone | with its lines |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var administrators in (int[])[1, 8])
            Console.WriteLine(await MeasureAsync(administrators));
    }

    private static async Task<string> MeasureAsync(int administrators)
    {
        using var scratch = new Scratch();
        using var directory = DataDirectory.Open(scratch.Data);
        await using var store = SqliteStore.Open(directory.StorePath);
        var (alone, audited) = (new List<double>(), new List<double>());
        var (aloneCommits, auditedCommits) = (0L, 0L);
        for (var act = -WarmUps; act < Acts; act++)
        {
            var before = store.Transactions;
            var plain = await Task.WhenAll(Enumerable.Range(0, administrators).Select(_ => TimeAsync(() => ActAsync(store))));
            var between = store.Transactions;
            var full = await Task.WhenAll(Enumerable.Range(0, administrators).Select(_ => TimeAsync(() => AuditedAsync(store))));
            if (act < 0)
                continue;
            (aloneCommits, auditedCommits) = (aloneCommits + between - before, auditedCommits + store.Transactions - between);
            alone.AddRange(plain);
            audited.AddRange(full);
        }

        alone.Sort();
        audited.Sort();
        double Of(List<double> times, double share) => Numbers.Percentile(times, share);
        var all = (double)Acts * administrators;
        return string.Create(CultureInfo.InvariantCulture,
            $"| {administrators} | {Of(alone, 0.5):F0} | {Of(audited, 0.5):F0} | **{Of(audited, 0.5) / Of(alone, 0.5):F2}** | {Of(alone, 0.99):F0} | {Of(audited, 0.99):F0} | {aloneCommits / all:F2} | {auditedCommits / all:F2} |");
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var began = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(began).TotalMicroseconds;
    }

    private static Task ActAsync(SqliteStore store) =>
        store.ChooseRegistrationAsync(new(RegistrationMode.Invite, "10001", DateTimeOffset.UnixEpoch));

    private static async Task AuditedAsync(SqliteStore store)
    {
        var line = new AuditRow(DateTimeOffset.UnixEpoch, null, "10001", IPAddress.Loopback.ToString(), "registration.change", "",
            "registration=\"invite\"", "");
        var number = await store.AddAuditAsync(line);
        await ActAsync(store);
        await store.AddAuditAsync(line with { ActOf = number, Detail = "", Outcome = "done" });
    }
}
