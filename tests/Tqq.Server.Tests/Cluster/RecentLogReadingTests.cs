using System.Net;
using Tqq.Core;
using Tqq.Core.Commands;
using Tqq.Core.Devices;
using Tqq.Core.Log;
using Tqq.Server.Messaging;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Cluster;

/// <summary>A stream is handed what has just been stored as the store would give it.</summary>
public sealed class RecentLogReadingTests : IDisposable
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);
    private static readonly IPAddress Desk = IPAddress.Parse("10.0.0.9");

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private readonly JumpingTime _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    private async Task<(ClusterHost Host, CountingStore Store, int Device)> StartAsync()
    {
        var store = new CountingStore(SqliteStore.Open(Path.Combine(_directory.FullName, "tqq.db")));
        var host = await ClusterHost.StartAsync(store, _time);
        await host.AddAsync(Anna);
        await host.AddAsync(Bao);
        await host.LoginAsync(Bao);
        return (host, store, (await host.Devices.OpenAsync(Anna, DeviceKind.Web, "page", Desk, null, Cancelled))!.Id);
    }

    private static async Task<LogRead> ReadAsync(ClusterHost host, int device, long? epoch, long after) =>
        (await host.Log.ReadAsync(Anna, device, epoch, after, 100, Cancelled))!;

    [Fact]
    public async Task While_a_stream_is_open_what_comes_in_or_is_sent_is_read_without_the_store_and_is_what_stands_there()
    {
        var (host, store, device) = await StartAsync();
        await using var _ = host;
        using var attachment = await host.Devices.AttachAsync(Anna, device, Desk, new CountingSignal(), Cancelled);
        var begun = await ReadAsync(host, device, null, 0);
        Assert.Equal(1, store.Reads);
        _time.Pass(TimeSpan.FromTicks(12_345_678));
        await host.SendAsync(Bao, Anna, "你好");
        await host.Log.SendAsync(Anna, device, Desk, Bao, "hi", "key-1", Cancelled);
        await host.AskAsync(Bao, new Operation.AddFriend(Anna));
        await host.Devices.ExecuteAsync(Anna, device, Desk, new Operation.AddFriend(Bao), Cancelled);
        var read = await ReadAsync(host, device, begun.Epoch, begun.Last);
        Assert.Equal(1, store.Reads);
        Assert.Equal(["你好", "hi"], read.Items.Take(2).Select(item => item.Text));
        var stands = await store.ReadLogAsync(Anna, begun.Last, 100, Cancelled);
        Assert.Equal(stands.Items, read.Items);
        Assert.Equal((stands.Epoch, stands.Last), (read.Epoch, read.Last));
        Assert.Contains(read.Items, item => item.Kind == LogKind.Friend);
        Assert.Equal(read.Items[2..], (await ReadAsync(host, device, read.Epoch, read.Items[1].Number)).Items);
        Assert.Equal(2, store.Reads);
    }

    [Fact]
    public async Task Whoever_reads_late_gets_no_text_that_was_deleted_meanwhile()
    {
        var (host, _, device) = await StartAsync();
        await using var __ = host;
        using var attachment = await host.Devices.AttachAsync(Anna, device, Desk, new CountingSignal(), Cancelled);
        var begun = await ReadAsync(host, device, null, 0);
        var sent = await host.Log.SendAsync(Anna, device, Desk, Bao, "wrong room", null, Cancelled);
        Assert.True(await host.Log.DeleteAsync(Anna, device, sent.Number!.Value, Cancelled));
        Assert.Equal([LogKind.Deleted, LogKind.Deletion],
            (await ReadAsync(host, device, begun.Epoch, begun.Last)).Items.Select(item => item.Kind));
    }

    [Fact]
    public async Task A_session_that_is_closed_reads_nothing_of_it()
    {
        var (host, _, device) = await StartAsync();
        await using var __ = host;
        using var attachment = await host.Devices.AttachAsync(Anna, device, Desk, new CountingSignal(), Cancelled);
        var begun = await ReadAsync(host, device, null, 0);
        await host.SendAsync(Bao, Anna, "psst");
        Assert.True(await host.Devices.CloseAsync(Anna, device, Cancelled));
        Assert.Null(await host.Log.ReadAsync(Anna, device, begun.Epoch, begun.Last, 100, Cancelled));
    }

    [Fact]
    public async Task Without_a_stream_nothing_is_kept_in_memory()
    {
        var (host, store, device) = await StartAsync();
        await using var _ = host;
        (await host.Devices.AttachAsync(Anna, device, Desk, new CountingSignal(), Cancelled))!.Dispose();
        var begun = await ReadAsync(host, device, null, 0);
        await host.SendAsync(Bao, Anna, "hello");
        Assert.Single((await ReadAsync(host, device, begun.Epoch, begun.Last)).Items);
        Assert.Equal(2, store.Reads);
    }

    /// <summary>Counts how often logs are read.</summary>
    private sealed class CountingStore(IStore store) : WrappedStore(store)
    {
        private int _reads;

        public int Reads => Volatile.Read(ref _reads);

        public override Task<LogSlice> ReadLogAsync(Uin owner, long after, int limit, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _reads);
            return base.ReadLogAsync(owner, after, limit, cancellationToken);
        }
    }
}
