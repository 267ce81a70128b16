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
/// Who is in memory, and for how long: whoever is logged in, others only for a while, numbers that are nobody's not
/// at all. Nothing is lost by leaving.
/// </summary>
public sealed class LeavingTests : IDisposable
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(5.2);

    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly JumpingTime _time = new();

    public void Dispose()
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_file)!, Path.GetFileName(_file) + "*"))
            File.Delete(file);
    }

    private async Task<ClusterHost> StartAsync()
    {
        var host = await ClusterHost.StartAsync(_file, _time);
        await host.AddAsync(Anna);
        await host.AddAsync(Bao);
        await host.LoginAsync(Anna);
        return host;
    }

    private async Task PassAsync(ClusterHost host, TimeSpan time, Uin uin)
    {
        _time.Pass(time);
        await host.WakeAsync(uin);
    }

    // Who happens to be spoken to at that moment stays for another round, and so does who is woken twice at once, by the watch and by this.
    private async Task PassUntilGoneAsync(ClusterHost host, Uin uin)
    {
        for (var round = 0; round < 50 && host.IsHere(uin); round++)
            await PassAsync(host, Round, uin);
        Assert.False(host.IsHere(uin));
    }

    [Fact]
    public async Task Whoever_is_logged_in_stays_however_long_that_is()
    {
        await using var host = await StartAsync();
        for (var minute = 0; minute < 30; minute++)
        {
            await PassAsync(host, TimeSpan.FromMinutes(1), Anna);
            Assert.Empty(await host.FetchAsync(Anna));
            Assert.True(host.IsHere(Anna));
        }
    }

    [Fact]
    public async Task Whoever_is_not_logged_in_leaves_after_a_while_and_has_all_messages_later()
    {
        await using var host = await StartAsync();
        await host.SendAsync(Anna, Bao, "one");
        Assert.True(host.IsHere(Bao));
        await PassUntilGoneAsync(host, Bao);
        await host.LoginAsync(Anna);
        Assert.IsType<Answer.Done>(await host.SendAsync(Anna, Bao, "two"));
        await host.LoginAsync(Bao);
        Assert.Equal(["one", "two"], await host.FetchAsync(Bao));
    }

    [Fact]
    public async Task Whoever_was_logged_in_stays_for_one_round_more()
    {
        await using var host = await StartAsync();
        await PassAsync(host, Round, Anna);
        Assert.True(host.IsHere(Anna));
        Assert.Equal(["not logged in"], await host.FetchAsync(Anna));
        await PassUntilGoneAsync(host, Anna);
    }

    [Fact]
    public async Task A_number_that_is_nobodys_leaves_as_soon_as_it_has_been_answered()
    {
        await using var host = await StartAsync();
        var nobody = new Uin(20002);
        Assert.IsType<Answer.NotLoggedIn>(await host.AskAsync(nobody, Operation.FetchMessages.Instance));
        Assert.False(host.IsHere(nobody));
        await host.AddAsync(nobody);
        await host.LoginAsync(nobody);
        Assert.Empty(await host.FetchAsync(nobody));
        Assert.True(host.IsHere(nobody));
    }

    [Fact]
    public async Task Messages_that_come_while_an_account_is_leaving_are_all_there()
    {
        await using var host = await StartAsync();
        for (var round = 0; round < 50; round++)
        {
            _time.Pass(TimeSpan.FromSeconds(3));
            await host.SendAsync(Anna, Bao, $"before {round}");
            _time.Pass(Round);
            await host.LoginAsync(Anna);
            await Task.WhenAll(host.WakeAsync(Bao), host.SendAsync(Anna, Bao, $"meanwhile {round}"));
        }

        await host.LoginAsync(Bao);
        var seen = new List<string>();
        while (await host.FetchAsync(Bao) is { Length: > 0 } some)
            seen.AddRange(some);
        Assert.Equal(Enumerable.Range(0, 50).SelectMany(round => new[] { $"before {round}", $"meanwhile {round}" }), seen);
    }

    [Fact]
    public async Task An_account_stays_until_the_use_of_a_device_is_on_disk()
    {
        await using var file = SqliteStore.Open(_file);
        var store = new StoreThatHoldsUses(file);
        await using var host = await ClusterHost.StartAsync(store, _time);
        await host.AddAsync(Anna);
        await host.Door.SignInAsync(
            Anna, "secret", null, new(DeviceKind.Web, "desk", IPAddress.Loopback, "A"), _ => new(true), CancellationToken.None);
        await PassAsync(host, TimeSpan.FromDays(89), Anna);
        Assert.NotNull(await host.Door.AdmitAsync("A", IPAddress.Loopback, CancellationToken.None));
        for (var round = 0; round < 3; round++)
        {
            await PassAsync(host, Round, Anna);
            Assert.True(host.IsHere(Anna));
        }

        store.LetGo();
        await store.Held!;
        await PassUntilGoneAsync(host, Anna);
        _time.Pass(TimeSpan.FromDays(88));
        Assert.NotNull(await host.Door.AdmitAsync("A", IPAddress.Loopback, CancellationToken.None));
    }

    private sealed class StoreThatHoldsUses(IStore store) : WrappedStore(store)
    {
        private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void LetGo() => _letGo.SetResult();

        /// <summary>The commit of the last use.</summary>
        public Task? Held { get; private set; }

        public override Task<LogWaiting> CommitAsync(Uin owner, ImmutableArray<Change> changes)
        {
            if (changes is not [Change.DeviceUsed])
                return base.CommitAsync(owner, changes);
            var held = HoldAsync(owner, changes);
            Held = held;
            return held;
        }

        private async Task<LogWaiting> HoldAsync(Uin owner, ImmutableArray<Change> changes)
        {
            await _letGo.Task;
            return await base.CommitAsync(owner, changes);
        }
    }
}
