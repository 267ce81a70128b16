using System.Collections.Immutable;
using System.Net;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Commands;
using Tqq.Core.Log;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.Steps;
using Tqq.Server.Cluster;
using Tqq.Server.Tests.Storage;

namespace Tqq.Server.Tests.Cluster;

/// <summary>What is stored is applied to memory in the order in which it was decided, however quick the disk is.</summary>
public sealed class AccountHostTests
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);

    [Fact]
    public async Task A_message_that_is_on_disk_before_it_is_awaited_does_not_overtake_the_one_before_it()
    {
        await using var store = new QuickDisk();
        await store.CommitAsync(Anna,
        [
            new Change.AccountCreated(new(Anna, Profile.Named("n"), AccountSettings.Default, true, DateTimeOffset.UnixEpoch), "hash"),
            new Change.SessionStarted(new(IPAddress.Loopback, null, Status.Online, DateTimeOffset.UnixEpoch)),
        ]);
        var clock = new Clock(TimeProvider.System, TimeProvider.System);
        var host = await new HostedAccounts(store, clock).BringInAsync(Anna);
        store.Holds = true;
        await Task.WhenAll(host.Hear(new PeerRequest.TakeText(Bao, "first")).AsTask(),
            host.Hear(new PeerRequest.TakeText(Bao, "second")).AsTask());
        var fetch = await host.Execute(Operation.FetchMessages.Instance, new(new(IPAddress.Loopback, null)));
        Assert.Equal(["first", "second"], Assert.IsType<Answer.HandedOut>(fetch.Answer).Items.Select(item => item.Text));
    }

    [Fact]
    public async Task An_account_does_not_leave_before_all_that_it_does_is_on_disk()
    {
        await using var store = new QuickDisk { Holds = true };
        var clock = new Clock(TimeProvider.System, TimeProvider.System);
        var host = await new HostedAccounts(store, clock).BringInAsync(Anna, isOpen: false);
        var step = new Step.Done(Answer.Done.Instance) { Changes = [new Change.StatusSet(Status.Busy)] };
        var first = host.Turn(() => host.Queue.PinnedAsync(() => host.Steps.RunAsync(step)));
        Assert.False(await TryCloseAsync(host));
        Assert.False(first.IsCompleted);
        await Task.WhenAll(host.Turn(() => host.Queue.PinnedAsync(() => host.Steps.RunAsync(step))), first);
        Assert.True(await TryCloseAsync(host));
    }

    [Fact]
    public async Task An_account_that_is_leaving_lets_nobody_in_from_outside()
    {
        await using var store = new MemoryStore();
        var clock = new Clock(TimeProvider.System, TimeProvider.System);
        var host = await new HostedAccounts(store, clock).BringInAsync(Anna, isOpen: false);
        Assert.False(host.TryCall(new HearPeer(new PeerRequest.AskPresence(new(10009))), out _));
        host.Scheduler.Open();
        Assert.True(host.TryCall(new HearPeer(new PeerRequest.AskPresence(new(10009))), out var answer));
        Assert.IsType<PeerAnswer.NoSuchAccount>(await answer);
        Assert.True(await TryCloseAsync(host));
        Assert.False(host.TryCall(new HearPeer(new PeerRequest.AskPresence(new(10009))), out _));
        Assert.IsType<PeerAnswer.NoSuchAccount>(await host.Hear(new PeerRequest.AskPresence(new(10009))));
    }

    private static Task<bool> TryCloseAsync(AccountHost host) => host.Turn(() => Task.FromResult(host.TryClose()));

    /// <summary>Has stored two things when the caller comes to await the second.</summary>
    private sealed class QuickDisk : MemoryStore
    {
        private TaskCompletionSource<LogWaiting>? _first;

        public bool Holds { get; set; }

        public override Task<LogWaiting> CommitAsync(Uin owner, ImmutableArray<Change> changes)
        {
            var done = base.CommitAsync(owner, changes);
            if (!Holds)
                return done;
            if (_first is null)
                return (_first = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            _first.TrySetResult(default);
            return done;
        }
    }
}
