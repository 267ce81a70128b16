using System.Globalization;
using System.Net;
using System.Reflection;
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

namespace Tqq.Bench.Searches;

/// <summary>What the index adds to a text that is sent by a device and kept in two logs, without any wire.</summary>
internal static class SendBench
{
    private const int Accounts = 200;
    private const int Rounds = 15;
    private const int SendsInRound = 4_000;
    private const int AtOnce = 100;
    private const uint First = 30_001;

    /// <summary>Runs it.</summary>
    public static async Task RunAsync()
    {
        using var scratch = new Scratch();
        using var directory = DataDirectory.Open(scratch.Data);
        await using var store = SqliteStore.Open(directory.StorePath);
        for (var account = 0; account < Accounts; account++)
            await store.CommitAsync(Number(account),
            [
                new Change.AccountCreated(new(Number(account), Profile.Named("n"), AccountSettings.Default, true, DateTimeOffset.UtcNow),
                    "hash"),
                new Change.LogOpened(),
                new Change.DeviceOpened(new(1, DeviceKind.Web, "page", IPAddress.Loopback, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow),
                    Status.Online),
            ]);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton(WithoutFollowing.Over(store))
            .AddSingleton<IAuditStore>(store).AddSingleton<IPasswordVault>(new PasswordVault(new()));
        builder.AddTqqCluster(
            new AccountRules { Rates = new() { Sending = RateLimit.None, Other = RateLimit.None }, MailboxLimit = int.MaxValue },
            new ClusterOptions(), TimeProvider.System);
        using var host = builder.Build();
        await host.StartAsync();
        var (log, corpus) = (host.Services.GetRequiredService<IDeviceLog>(), new Corpus());
        var (sending, following) = (new List<double>(), new List<double>());
        for (var round = -3; round < Rounds; round++)
        {
            var texts = Enumerable.Range(0, SendsInRound).Select(_ => corpus.Next()).ToList();
            var began = Environment.CpuUsage.TotalTime;
            foreach (var some in texts.Chunk(AtOnce))
                await Task.WhenAll(some.Select((text, at) =>
                    log.SendAsync(Number(at), 1, IPAddress.Loopback, Number(at + AtOnce), text, null, default).AsTask()));
            var sent = Environment.CpuUsage.TotalTime;
            while ((await store.FollowLogsAsync(1_000)).HasMore)
            {
                // The next step.
            }

            if (round < 0)
                continue;
            sending.Add((sent - began).TotalMicroseconds / SendsInRound);
            following.Add((Environment.CpuUsage.TotalTime - sent).TotalMicroseconds / SendsInRound);
        }

        await host.StopAsync();
        var (send, index) = (Numbers.Median(sending), Numbers.Median(following));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"A text of one device to another account, kept and indexed in both logs, without any wire: {send:F1} us of processor time, and {index:F1} us for the index, which follows later: {(send + index) / send:F2} times as much together. {Rounds} rounds of {SendsInRound:#,0} texts of {AtOnce} accounts at once, medians."));
        Console.WriteLine();
    }

    private static Uin Number(int account) => new(First + (uint)account);
}

/// <summary>A store whose index does not follow by itself.</summary>
public class WithoutFollowing : DispatchProxy
{
    private IStore _store = null!;

    /// <summary>Puts itself before a store.</summary>
    internal static IStore Over(IStore store)
    {
        var proxy = Create<IStore, WithoutFollowing>();
        ((WithoutFollowing)(object)proxy)._store = store;
        return proxy;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IStore.FollowLogsAsync) ? Task.FromResult(default(SearchStep)) : targetMethod.Invoke(_store, args);
}
