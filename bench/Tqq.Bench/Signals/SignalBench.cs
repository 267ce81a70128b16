using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tqq.Bench.Figures;
using Tqq.Bench.Processes;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Devices;
using Tqq.Core.Limits;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.Rules;
using Tqq.Server.Cluster;
using Tqq.Server.Cluster.Orleans;
using Tqq.Server.Messaging;
using Tqq.Server.Passwords;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Bench.Signals;

/// <summary>What attached signals cost in memory, and how long it takes from a commit until they are raised.</summary>
internal static class SignalBench
{
    private const int Rounds = 500;
    private const uint First = 100_000;
    private static readonly Uin s_sender = new(20_000);

    public static async Task RunAsync()
    {
        Console.WriteLine(
            $"Signals of device sessions, in one process with its store. Memory of each: the heap after a full collection, less that before they were attached. Time: from the end of the commit of a text to the moment when a signal of its recipient is raised; {Rounds} texts, one after the other.");
        Console.WriteLine();
        Console.WriteLine("| accounts | signals each | bytes of heap for each signal | commit to signal, p50 | p99 |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (accounts, each) in new[] { (1, 1_000), (100_000, 1) })
            Console.WriteLine(await MeasureAsync(accounts, each));
    }

    private static async Task<string> MeasureAsync(int accounts, int each)
    {
        using var scratch = new Scratch();
        using var directory = DataDirectory.Open(scratch.Data);
        await using var sqlite = SqliteStore.Open(directory.StorePath);
        var (store, commits) = CommitWatch.Over(sqlite);
        await MakeAsync(sqlite, accounts);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton(store).AddSingleton<IAuditStore>(sqlite).AddSingleton<IPasswordVault>(new PasswordVault(new()));
        builder.AddTqqCluster(
            new AccountRules { Rates = new() { Sending = RateLimit.None, Other = RateLimit.None }, MailboxLimit = int.MaxValue },
                new ClusterOptions(), TimeProvider.System);
        using var host = builder.Build();
        await host.StartAsync();
        var devices = host.Services.GetRequiredService<IDeviceMessenger>();
        var log = host.Services.GetRequiredService<IDeviceLog>();

        // All of them in memory.
        for (var account = 0; account < accounts; account++)
            await devices.ListSessionsAsync(Number(account), default);
        var before = HeapInUse();
        var signals = new StampedSignal[accounts][];
        var attached = new List<IDisposable?>(accounts * each);
        for (var account = 0; account < accounts; account++)
        {
            signals[account] = [.. Enumerable.Range(0, each).Select(_ => new StampedSignal())];
            foreach (var signal in signals[account])
                attached.Add(await devices.AttachAsync(Number(account), 1, IPAddress.Loopback, signal, default));
        }

        // What the bench itself keeps: the signal, its place in an array, and in the list.
        var bytes = ((HeapInUse() - before) / (double)(accounts * each)) - 24 - 16 - (each == 1 ? 32 : 0);
        var times = new List<double>();
        var random = new Random(1);
        for (var round = 0; round < Rounds; round++)
        {
            var account = random.Next(accounts);
            var sent = Stopwatch.GetTimestamp();
            await log.SendAsync(s_sender, 1, IPAddress.Loopback, Number(account), "a small text", null, default);
            foreach (var signal in signals[account])
            {
                while (signal.Raised < sent)
                    await Task.Yield();
                times.Add(Stopwatch.GetElapsedTime(commits.EndOf(Number(account)), signal.Raised).TotalMicroseconds);
            }
        }

        GC.KeepAlive(attached);
        await host.StopAsync();
        times.Sort();
        return string.Create(CultureInfo.InvariantCulture,
            $"| {accounts} | {each} | **{bytes:F0}** | {Numbers.Percentile(times, 0.5):F0} us | {Numbers.Percentile(times, 0.99):F0} us |");
    }

    private static Uin Number(int account) => new(First + (uint)account);

    private static async Task MakeAsync(SqliteStore store, int accounts)
    {
        foreach (var some in Enumerable.Range(0, accounts).Select(Number).Append(s_sender).Chunk(10_000))
            await Task.WhenAll(some.Select(uin => store.CommitAsync(uin,
            [
                new Change.AccountCreated(new(uin, Profile.Named("n"), AccountSettings.Default, true, DateTimeOffset.UtcNow), "hash"),
                new Change.LogOpened(),
                new Change.DeviceOpened(new(1, DeviceKind.Web, "page", IPAddress.Loopback, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow),
                    Status.Online),
            ])));
    }

    private static long HeapInUse()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
