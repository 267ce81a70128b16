using System.Net;
using Tqq.Core;
using Tqq.Core.Commands;
using Tqq.Core.Devices;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Server.Messaging;
using Tqq.Server.Storage;

namespace Tqq.Server.Tests.Cluster;

/// <summary>
/// Device sessions on a running server: they survive it, keep their account online and in memory, and are signalled (protocol.md §3).
/// </summary>
public sealed class DeviceSessionTests : IDisposable
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);
    private static readonly IPAddress Desk = IPAddress.Parse("10.0.0.9");

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private readonly JumpingTime _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    private async Task<ClusterHost> StartAsync(bool isFirst = true)
    {
        var host = await ClusterHost.StartAsync(Path.Combine(_directory.FullName, "tqq.db"), _time);
        if (!isFirst)
            return host;
        await host.AddAsync(Anna);
        await host.AddAsync(Bao);
        await host.LoginAsync(Bao);
        await host.AskAsync(Bao, new Operation.AddFriend(Anna));
        return host;
    }

    private static async Task<int> OpenAsync(ClusterHost host, string name = "page") =>
        (await host.Devices.OpenAsync(Anna, DeviceKind.Web, name, Desk, null, Cancelled))!.Id;

    private static async Task<IDisposable> AttachAsync(ClusterHost host, int device, CountingSignal? signal = null) =>
        (await host.Devices.AttachAsync(Anna, device, Desk, signal ?? new CountingSignal(), Cancelled))!;

    private static async Task<string[]> SessionsAsync(ClusterHost host)
    {
        var sessions = (await host.Devices.ListSessionsAsync(Anna, Cancelled))!;
        return [.. sessions.Wire is null ? [] : (string[])["wire"], .. sessions.Devices.Select(device => device.Name)];
    }

    [Fact]
    public async Task They_survive_a_restart_and_stand_behind_the_wire_session()
    {
        await using (var first = await StartAsync())
        {
            await OpenAsync(first, "page");
            var closed = await OpenAsync(first, "closed");
            Assert.True(await first.Devices.CloseAsync(Anna, closed, Cancelled));
            Assert.False(await first.Devices.CloseAsync(Anna, closed, Cancelled));
            await first.LoginAsync(Anna);
        }

        await using var host = await StartAsync(isFirst: false);
        Assert.Equal(["wire", "page"], await SessionsAsync(host));
        Assert.Equal(3, await OpenAsync(host, "bot"));
        await host.Administration.SetPasswordAsync(Anna, "new", Cancelled);
        Assert.Empty(await SessionsAsync(host));
    }

    [Fact]
    public async Task An_administrator_sees_them_and_that_one_with_a_stream_keeps_the_account_online()
    {
        await using var host = await StartAsync();
        var device = await OpenAsync(host);
        Assert.Equal((Status.Offline, Status.Offline), await StatusAsync(host));
        using var attachment = await AttachAsync(host, device);
        Assert.Equal((Status.Online, Status.Online), await StatusAsync(host));
        await host.Devices.ExecuteAsync(Anna, device, Desk, new Operation.ChangeStatus(Status.Busy), Cancelled);
        Assert.Equal((Status.Busy, Status.Busy), await StatusAsync(host));
        await host.LoginAsync(Anna);
        var shown = (await host.Administration.ShowAsync(Anna, Cancelled))!;
        Assert.Equal(device, Assert.Single(shown.Devices).Id);
        Assert.Equal(_time.GetUtcNow(), shown.SessionSeen);
        Assert.Equal((1, 0, 1), Counts(await host.Administration.KickAsync(Anna, andDevices: false, Cancelled)));
        Assert.Equal((0, 1, 0), Counts(await host.Administration.KickAsync(Anna, andDevices: true, Cancelled)));
        Assert.Equal((Status.Offline, Status.Offline), await StatusAsync(host));
        Assert.Null(await host.Administration.KickAsync(new(10009), andDevices: true, Cancelled));

        static (int, int, int) Counts(EndedSessions? ended) => (ended!.Wire is null ? 0 : 1, ended.Devices.Length, ended.Left);
    }

    private static async Task<(Status Shown, Status Listed)> StatusAsync(ClusterHost host) =>
        ((await host.Administration.ShowAsync(Anna, Cancelled))!.Status,
            (await host.Lookup.FindAsync(new AccountSearch.All(), isOnline: false, null, 1, Cancelled)).Accounts[0].Listing.Status);

    [Fact]
    public async Task Where_there_is_no_account_or_no_session_nothing_is_opened_and_nothing_done()
    {
        await using var host = await StartAsync();
        foreach (var uin in (Uin[])[new(10009), Uin.System])
        {
            Assert.Null(await host.Devices.OpenAsync(uin, DeviceKind.Bot, "", Desk, null, Cancelled));
            Assert.Null(await host.Devices.ListSessionsAsync(uin, Cancelled));
            Assert.False(await host.Devices.CloseAsync(uin, 1, Cancelled));
        }

        Assert.Null(await host.Devices.AttachAsync(Anna, 1, Desk, new CountingSignal(), Cancelled));
        Assert.Null(await host.Devices.ReadPresenceAsync(Anna, 1, Cancelled));
        Assert.IsType<Answer.NotLoggedIn>((await host.Devices.ExecuteAsync(Anna, 1, Desk, new Operation.ListFriends(false),
            Cancelled)).Answer);
    }

    [Fact]
    public async Task A_stream_keeps_the_account_online_and_in_memory_until_a_minute_after_its_end()
    {
        await using var host = await StartAsync();
        var attachment = await AttachAsync(host, await OpenAsync(host));
        Assert.Equal([$"{Anna} is 10"], await host.FetchAsync(Bao));
        var friends = await host.Devices.ReadPresenceAsync(Anna, 1, Cancelled);
        Assert.Equal((Bao, Status.Online), (friends!.Value[0].Uin, friends.Value[0].Seen));
        for (var minute = 0; minute < 12; minute++)
        {
            _time.Pass(TimeSpan.FromMinutes(1));
            await host.WakeAsync(Anna);
            await host.FetchAsync(Bao);
        }

        Assert.True(host.IsHere(Anna));
        attachment.Dispose();
        await SessionsAsync(host);
        _time.Pass(TimeSpan.FromSeconds(62));
        await host.WakeAsync(Anna);
        Assert.Equal([$"{Anna} is 20"], await host.FetchAsync(Bao));
        for (var round = 0; round < 50 && host.IsHere(Anna); round++)
        {
            _time.Pass(TimeSpan.FromMinutes(5.2));
            await host.WakeAsync(Anna);
        }

        Assert.False(host.IsHere(Anna));
        Assert.Equal(["page"], await SessionsAsync(host));
    }

    [Fact]
    public async Task A_signal_is_raised_when_it_is_attached_and_after_what_it_tells_of_is_done()
    {
        await using var host = await StartAsync();
        var device = await OpenAsync(host);
        var signal = new CountingSignal();
        using var attachment = await AttachAsync(host, device, signal);
        var raised = await signal.NextAsync();
        await host.SendAsync(Bao, Anna, "hi");
        // The answer to the sender and the signal are of one change: what is asked next sees it.
        Assert.True(await signal.NextAsync() > raised);
        await host.LoginAsync(Anna);
        Assert.Contains("hi", await host.FetchAsync(Anna));
    }

    [Fact]
    public async Task Signals_that_are_not_raised_yet_become_one_and_one_that_hangs_does_not_hold_up_the_account()
    {
        await using var host = await StartAsync();
        var device = await OpenAsync(host);
        var release = new TaskCompletionSource();
        var signal = new CountingSignal(release.Task);
        using var attachment = await AttachAsync(host, device, signal);
        Assert.Equal(1, await signal.NextAsync());
        for (var text = 0; text < 15; text++)
            Assert.IsType<Answer.Done>(await host.SendAsync(Bao, Anna, $"{text}"));
        release.SetResult();
        Assert.Equal(2, await signal.NextAsync());
        await host.SendAsync(Bao, Anna, "last");
        Assert.Equal(3, await signal.NextAsync());
    }

    [Fact]
    public async Task A_signal_that_hangs_holds_up_no_other_of_its_account()
    {
        await using var host = await StartAsync();
        using var hanging = new HangingSignal();
        using var first = await host.Devices.AttachAsync(Anna, await OpenAsync(host, "hanging"), Desk, hanging, Cancelled);
        var signals = new[] { new CountingSignal(), new CountingSignal() };
        foreach (var signal in signals)
            _ = await AttachAsync(host, await OpenAsync(host), signal);
        foreach (var text in new[] { "one", "two" })
        {
            await host.SendAsync(Bao, Anna, text);
            await hanging.Hangs;
            foreach (var signal in signals)
                await signal.NextAsync();
        }
    }

    [Fact]
    public async Task One_signal_that_fails_does_not_keep_the_others_from_being_raised()
    {
        await using var host = await StartAsync();
        using var failing = await host.Devices.AttachAsync(Anna, await OpenAsync(host, "failing"), Desk, new FailingSignal(), Cancelled);
        var signal = new CountingSignal();
        using var attachment = await AttachAsync(host, await OpenAsync(host), signal);
        var raised = await signal.NextAsync();
        await host.SendAsync(Bao, Anna, "hi");
        Assert.True(await signal.NextAsync() > raised);
    }

    [Fact]
    public async Task The_end_of_a_session_is_signalled_whatever_ends_it()
    {
        await using var host = await StartAsync();
        foreach (var end in new Func<int, Task>[]
        {
            device => host.Devices.CloseAsync(Anna, device, Cancelled).AsTask(),
            _ => host.Administration.SetPasswordAsync(Anna, "new", Cancelled),
            _ => host.Administration.DeleteAsync(Anna, Cancelled),
        })
        {
            var device = await OpenAsync(host);
            var signal = new CountingSignal();
            var attachment = await AttachAsync(host, device, signal);
            await signal.NextAsync();
            await end(device);
            await signal.NextAsync();
            attachment.Dispose();
            Assert.IsType<Answer.NotLoggedIn>((await host.Devices.ExecuteAsync(Anna, device, Desk, new Operation.ListFriends(false),
                Cancelled)).Answer);
        }
    }

    [Fact]
    public async Task An_account_that_nobody_is_attached_to_does_nothing_at_the_end_of_a_turn()
    {
        await using var store = new Tqq.Server.Tests.Storage.MemoryStore();
        var account = await new HostedAccounts(store, new(_time, _time)).BringInAsync(Anna);
        var (first, second) = (account.Attach(1, new CountingSignal()), account.Attach(2, new CountingSignal()));
        Assert.NotNull(account.Scheduler.TurnEnding);
        account.Detach(first);
        account.Detach(first);
        Assert.NotNull(account.Scheduler.TurnEnding);
        account.Detach(second);
        Assert.Null(account.Scheduler.TurnEnding);
    }

    /// <summary>Hangs from its second raise on, until it is disposed of.</summary>
    private sealed class HangingSignal : IDeviceSignal, IDisposable
    {
        private readonly TaskCompletionSource _hangs = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _release = new();
        private int _count;

        public Task Hangs => _hangs.Task;

        public void Raise()
        {
            if (++_count < 2)
                return;
            _hangs.TrySetResult();
            _release.Task.Wait();
        }

        public void Dispose() => _release.TrySetResult();
    }

    private sealed class FailingSignal : IDeviceSignal
    {
        public void Raise() => throw new InvalidOperationException("a door with a bug");
    }
}
