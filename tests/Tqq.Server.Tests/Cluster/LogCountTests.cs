using System.Collections.Immutable;
using System.Net;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Commands;
using Tqq.Core.Devices;
using Tqq.Core.Log;
using Tqq.Core.Operations;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Cluster;

/// <summary>
/// What waits counts once, whoever ends its waiting: a wire session that acknowledges it, or a device that has read or deleted it
/// meanwhile.
/// </summary>
public sealed class LogCountTests : IDisposable
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);
    private static readonly IPAddress Desk = IPAddress.Parse("10.0.0.9");

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private readonly JumpingTime _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    // Anna is logged in and has three messages.
    private async Task<(ClusterHost Host, SlowStore Store, int Device, ImmutableArray<LogItem> Items)> StartAsync()
    {
        var store = new SlowStore(SqliteStore.Open(Path.Combine(_directory.FullName, "tqq.db")));
        var host = await ClusterHost.StartAsync(store, _time);
        await host.AddAsync(Anna);
        await host.AddAsync(Bao);
        await host.LoginAsync(Bao);
        var device = (await host.Devices.OpenAsync(Anna, DeviceKind.Web, "page", Desk, null, Cancelled))!.Id;
        await host.LoginAsync(Anna);
        foreach (var text in new[] { "one", "two", "three" })
            await host.SendAsync(Bao, Anna, text);
        return (host, store, device, (await host.Log.ReadAsync(Anna, device, null, 0, 100, Cancelled))!.Items);
    }

    // A fourth is all that waits now, in memory and on disk, and is handed out.
    private static async Task ExpectOnlyTheFourthAsync(ClusterHost host, IPAddress? from = null)
    {
        Assert.IsType<Answer.Done>(await host.SendAsync(Bao, Anna, "four"));
        Assert.Equal(1, (await host.Administration.ShowAsync(Anna, Cancelled))!.Undelivered);
        var stored = (await host.Store.LoadAsync(Anna, Cancelled))!;
        Assert.Equal((1, 4L), (stored.Undelivered, stored.UndeliveredBytes));
        await host.LoginAsync(Anna, from);
        var mail = Assert.IsType<Answer.HandedOut>(await host.AskAsync(Anna, Operation.FetchMessages.Instance, from));
        Assert.Equal(["four"], mail.Items.Select(item => item.Text));
    }

    [Fact]
    public async Task What_a_session_has_fetched_and_a_device_has_read_is_counted_once_when_an_administrator_ends_the_session()
    {
        var (host, _, device, items) = await StartAsync();
        await using var __ = host;
        Assert.Equal(["one", "two", "three"], await host.FetchAsync(Anna));
        await host.Log.MarkReadAsync(Anna, device, Bao, items[^1].Number, Cancelled);
        await host.Administration.KickAsync(Anna, andDevices: false, Cancelled);
        await ExpectOnlyTheFourthAsync(host);
    }

    [Fact]
    public async Task What_a_device_has_read_is_not_handed_out_to_a_poll_that_comes_while_the_login_before_it_comes_to_the_disk()
    {
        var (host, store, device, items) = await StartAsync();
        await using var __ = host;
        await host.Log.MarkReadAsync(Anna, device, Bao, items[^1].Number, Cancelled);
        store.Hold();
        var login = host.LoginAsync(Anna, Desk);
        await store.Held;
        var poll = host.AskAsync(Anna, Operation.FetchMessages.Instance, Desk);
        store.Release();
        Assert.IsType<Answer.LoggedIn>(await login);
        Assert.Empty(Assert.IsType<Answer.HandedOut>(await poll).Items);
        await host.AskAsync(Anna, Operation.FetchMessages.Instance, Desk);
        await ExpectOnlyTheFourthAsync(host, Desk);
    }

    [Fact]
    public async Task What_was_fetched_and_is_deleted_while_somebody_logs_in_from_elsewhere_is_counted_once()
    {
        var (host, _, device, items) = await StartAsync();
        await using var __ = host;
        await host.FetchAsync(Anna);
        var deletion = host.Log.DeleteAsync(Anna, device, items[^1].Number, Cancelled).AsTask();
        var login = host.LoginAsync(Anna, Desk);
        Assert.True(await deletion);
        Assert.IsType<Answer.LoggedIn>(await login);
        await ExpectOnlyTheFourthAsync(host, Desk);
    }

    /// <summary>Lets a login wait before it is stored, and all that comes behind it.</summary>
    private sealed class SlowStore(IStore store) : WrappedStore(store)
    {
        private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock _lock = new();
        private bool _holds;
        private Task _before = Task.CompletedTask;

        /// <summary>Ends when one waits.</summary>
        public Task Held => _held.Task;

        public void Hold() => _holds = true;

        public void Release() => _released.SetResult();

        public override Task<LogWaiting> CommitAsync(Uin owner, ImmutableArray<Change> changes)
        {
            if (owner != Anna)
                return base.CommitAsync(owner, changes);
            lock (_lock)
            {
                var commit = CommitBehindAsync(_before, changes);
                _before = commit;
                return commit;
            }
        }

        private async Task<LogWaiting> CommitBehindAsync(Task before, ImmutableArray<Change> changes)
        {
            await before.ConfigureAwait(false);
            if (_holds && changes.Any(change => change is Change.SessionStarted))
            {
                _holds = false;
                _held.SetResult();
                await _released.Task.ConfigureAwait(false);
            }

            return await base.CommitAsync(Anna, changes).ConfigureAwait(false);
        }
    }
}
