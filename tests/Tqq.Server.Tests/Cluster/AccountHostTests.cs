using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Tqq.Core;
using Tqq.Core.Accounts;
using Tqq.Core.Changes;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.Rules;
using Tqq.Core.Steps;
using Tqq.Server.Cluster;
using Tqq.Server.Storage;
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
        // One turn after the other, in the order of their asking, as in Orleans.
        var turns = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        var texts = await Task.Factory.StartNew(() => ReceiveTwoAsync(store), CancellationToken.None, TaskCreationOptions.None, turns).Unwrap();
        Assert.Equal(["first", "second"], texts);
    }

    private static async Task<string[]> ReceiveTwoAsync(QuickDisk store)
    {
        var clock = new Clock(TimeProvider.System, TimeProvider.System);
        var account = new LiveAccount(Anna, await store.LoadAsync(Anna, default), new AccountRules(), clock.Now());
        var host = new AccountHost(Anna, account, Services(store, clock));
        store.Holds = true;
        await Task.WhenAll(host.Hear(new PeerRequest.TakeText(Bao, "first")), host.Hear(new PeerRequest.TakeText(Bao, "second")));
        var fetch = await host.CarryOut(account.Begin(Operation.FetchMessages.Instance, new(IPAddress.Loopback, null, 1, 1), clock.Now()));
        return [.. Assert.IsType<Answer.HandedOut>(fetch.Outcome.Answer).Items.Select(item => item.Text)];
    }

    [Fact]
    public async Task An_account_is_busy_until_all_that_it_does_is_on_disk()
    {
        await using var store = new QuickDisk { Holds = true };
        var clock = new Clock(TimeProvider.System, TimeProvider.System);
        var host = new AccountHost(Anna, new LiveAccount(Anna, null, new AccountRules(), clock.Now()), Services(store, clock));
        var step = new Step.Done(Answer.Done.Instance) { Changes = [new Change.StatusSet(Status.Busy)] };
        Assert.False(host.IsBusy);
        var first = host.CarryOut(step);
        Assert.True(host.IsBusy);
        Assert.False(first.IsCompleted);
        await Task.WhenAll(host.CarryOut(step), first);
        Assert.False(host.IsBusy);
    }

    private static AccountServices Services(IStore store, Clock clock) =>
        new(store, null!, null!, new(), clock, new(clock, NullLogger<FullNotice>.Instance), null!, null!, NullLogger<AccountGrain>.Instance);

    /// <summary>Has stored two things when the caller comes to await the second.</summary>
    private sealed class QuickDisk : MemoryStore
    {
        private TaskCompletionSource? _first;

        public bool Holds { get; set; }

        public override Task CommitAsync(Uin owner, ImmutableArray<Change> changes)
        {
            var done = base.CommitAsync(owner, changes);
            if (!Holds)
                return done;
            if (_first is null)
                return (_first = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            _first.TrySetResult();
            return done;
        }
    }
}
