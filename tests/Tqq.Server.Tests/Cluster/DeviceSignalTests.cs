using Tqq.Core.Commands;
using Tqq.Core.Operations;
using Tqq.Server.Messaging;

namespace Tqq.Server.Tests.Cluster;

/// <summary>
/// The signals of device sessions: each change is told of, and no signal holds up another or the account (protocol.md §3).
/// </summary>
public sealed class DeviceSignalTests : DeviceSessions
{
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
        var account = await new HostedAccounts(store, new(Time, Time)).BringInAsync(Anna);
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
