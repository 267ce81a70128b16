using System.Net;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Devices;
using Tqq.Core.Log;
using Tqq.Core.Mail;
using Tqq.Core.Profiles;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Tests.Storage;

namespace Tqq.Server.Tests.Cluster;

/// <summary>A device that reads on hears of all that there is, or that it has to begin anew.</summary>
public sealed class LogReadingTests : IDisposable
{
    private const int History = 1200;
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);
    private static readonly IPAddress Desk = IPAddress.Parse("10.0.0.9");

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private readonly JumpingTime _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    private static Change Came(int number) =>
        new Change.MessageAppended(new(number, MessageKind.Text, Bao, $"{number}", DateTimeOffset.UnixEpoch));

    private static async Task<int> OpenAsync(ClusterHost host) =>
        (await host.Devices.OpenAsync(Anna, DeviceKind.Web, "page", Desk, null, Cancelled))!.Id;

    [Fact]
    public async Task A_sweep_that_comes_while_a_device_reads_leaves_no_gap_of_which_it_does_not_hear()
    {
        await using var host = await ClusterHost.StartAsync(new SweptStore(new MemoryStore()), _time);
        await host.AddAsync(Anna);
        await host.AddAsync(Bao);
        await host.LoginAsync(Bao);
        var device = await OpenAsync(host);
        foreach (var text in new[] { "one", "two", "three" })
            await host.Log.SendAsync(Anna, device, Desk, Bao, text, null, Cancelled);
        var first = (await host.Log.ReadAsync(Anna, device, null, 0, 100, Cancelled))!;
        Assert.False(first.BeginsAnew);
        Assert.Equal(["one", "two", "three"], first.Items.Select(item => item.Text));
        Assert.True((await host.Log.ReadAsync(Anna, device, first.Epoch, 0, 100, Cancelled))!.BeginsAnew);
    }

    [Fact]
    public async Task Who_has_read_to_the_end_of_a_log_is_told_to_begin_anew_when_older_history_has_come_into_it()
    {
        var store = SqliteStore.Open(Path.Combine(_directory.FullName, "tqq.db"));
        await store.CommitAsync(Anna,
            [new Change.AccountCreated(new(Anna, Profile.Named("n"), AccountSettings.Default, true, DateTimeOffset.UnixEpoch), "hash")]);
        await store.CommitAsync(Anna,
            [.. Enumerable.Range(1, History).Select(Came), new Change.Delivered(History, History, 0)]);
        await using var host = await ClusterHost.StartAsync(store, _time);
        var device = await OpenAsync(host);
        var signal = new CountingSignal();
        using var attachment = await host.Devices.AttachAsync(Anna, device, Desk, signal, Cancelled);
        await signal.NextAsync();
        var read = (await host.Log.ReadAsync(Anna, device, null, History - 1, 100, Cancelled))!;
        Assert.Equal(History, Assert.Single(read.Items).Number);
        Assert.Empty(await PageAsync(100));

        await host.FillLogsAsync();
        await signal.NextAsync();
        var anew = (await host.Log.ReadAsync(Anna, device, read.Epoch, History, 100, Cancelled))!;
        Assert.Equal((true, History), (anew.BeginsAnew, (int)anew.Last));
        Assert.Equal(99, (await PageAsync(100)).Length);
        Assert.False((await host.Log.ReadAsync(Anna, device, anew.Epoch, anew.Last, 100, Cancelled))!.BeginsAnew);

        async Task<LogItem[]> PageAsync(long before) =>
            [.. (await host.Log.ReadPageAsync(Anna, device, Bao, before, 100, Cancelled))!.Value];
    }

    /// <summary>All that may go goes after each look at the log.</summary>
    private sealed class SweptStore(IStore store) : WrappedStore(store)
    {
        public override async Task<LogFacts?> ReadLogFactsAsync(Uin owner, CancellationToken cancellationToken) =>
            await ThenSweepAsync(owner, base.ReadLogFactsAsync(owner, cancellationToken));

        public override async Task<LogSlice> ReadLogAsync(Uin owner, long after, int limit, CancellationToken cancellationToken) =>
            await ThenSweepAsync(owner, base.ReadLogAsync(owner, after, limit, cancellationToken));

        private async Task<T> ThenSweepAsync<T>(Uin owner, Task<T> look)
        {
            var seen = await look;
            await SweepLogAsync(owner, DateTimeOffset.MaxValue, long.MaxValue, anew: true, int.MaxValue);
            return seen;
        }
    }
}
