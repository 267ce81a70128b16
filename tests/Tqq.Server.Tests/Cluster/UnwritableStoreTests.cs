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
using Tqq.Core.Rules;
using Tqq.Core.Sessions;
using Tqq.Server.Cluster;
using Tqq.Server.Storage;
using Tqq.Server.Tests.Storage;

namespace Tqq.Server.Tests.Cluster;

/// <summary>What an account answers, and how memory goes the way of the disk, when the store refuses, fails or hangs.</summary>
public sealed partial class UnwritableStoreTests : IAsyncDisposable
{
    private const int MailboxLimit = 3;
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);

    private readonly Clock _clock = new(TimeProvider.System, TimeProvider.System);
    private readonly ScriptedDisk _disk = new();
    private readonly HostedAccounts _accounts;
    private ulong _seq;

    public UnwritableStoreTests() => _accounts = new(_disk, _clock, new AccountRules { MailboxLimit = MailboxLimit });

    public ValueTask DisposeAsync() => _disk.DisposeAsync();

    [Fact]
    public async Task Whatever_the_store_fails_with_gives_reserved_places_back()
    {
        var anna = await AddAsync(Anna);
        foreach (var failure in new Exception[] { new InvalidOperationException("a bug"), new IOException("no disk"),
            new StoreBusyException(), new StoreFullException(), new StoreDamagedException() })
            for (var round = 0; round < MailboxLimit + 1; round++)
            {
                _disk.Next = () => Task.FromException<LogWaiting>(failure);
                Assert.IsType<PeerAnswer.Full>(await anna.Hear(new PeerRequest.TakeText(Bao, "lost")));
            }

        Assert.IsType<PeerAnswer.Done>(await anna.Hear(new PeerRequest.TakeText(Bao, "kept")));
        Assert.Equal(["kept"], await FetchAsync(anna));
    }

    [Fact]
    public async Task Messages_keep_their_order_when_a_hanging_commit_ends_after_all()
    {
        var anna = await AddAsync(Anna);
        var (hangs, fate) = (new TaskCompletionSource<LogWaiting>(), new TaskCompletionSource<LogWaiting>());
        _disk.Next = () => hangs.Task;
        var first = anna.Hear(new PeerRequest.TakeText(Bao, "first"));
        hangs.SetException(new StoreUncertainException(fate.Task));
        Assert.IsType<PeerAnswer.Unknown>(await first);

        // What has not been begun is withdrawn; polls go on.
        _disk.Next = () => Task.FromException<LogWaiting>(new StoreBusyException());
        Assert.IsType<PeerAnswer.Full>(await anna.Hear(new PeerRequest.TakeText(Bao, "withdrawn")));
        Assert.Empty(await FetchAsync(anna));

        // The next one is on disk before anybody has looked at what became of the first.
        _disk.Next = () =>
        {
            fate.SetResult(default);
            return Task.FromResult(default(LogWaiting));
        };
        Assert.IsType<PeerAnswer.Done>(await anna.Hear(new PeerRequest.TakeText(Bao, "third")));
        Assert.Equal(["first", "third"], await FetchAsync(anna));
    }

    [Fact]
    public async Task A_message_whose_commit_ended_before_anybody_was_told_that_it_hangs_is_not_overtaken()
    {
        var anna = await AddAsync(Anna);
        var late = new TaskCompletionSource<LogWaiting>(TaskCreationOptions.RunContinuationsAsynchronously);
        _disk.Next = () => late.Task;
        var first = anna.Hear(new PeerRequest.TakeText(Bao, "first"));
        _disk.Next = () =>
        {
            // In the account's turn: nothing of the first can go on before the second has been applied.
            late.SetException(new StoreUncertainException(Task.FromResult(default(LogWaiting))));
            return Task.FromResult(default(LogWaiting));
        };
        Assert.IsType<PeerAnswer.Done>(await anna.Hear(new PeerRequest.TakeText(Bao, "second")));
        Assert.IsType<PeerAnswer.Unknown>(await first);
        Assert.Equal(["first", "second"], await FetchAsync(anna));
    }

    [Fact]
    public async Task A_hanging_commit_that_fails_in_the_end_gives_its_place_back_and_the_account_stays_in_memory_until_then()
    {
        var anna = await AddAsync(Anna);
        var fates = new List<TaskCompletionSource<LogWaiting>>();
        for (var round = 0; round < MailboxLimit; round++)
        {
            var fate = new TaskCompletionSource<LogWaiting>();
            fates.Add(fate);
            _disk.Next = () => Task.FromException<LogWaiting>(new StoreUncertainException(fate.Task));
            Assert.IsType<PeerAnswer.Unknown>(await anna.Hear(new PeerRequest.TakeText(Bao, "lost")));
        }

        // All of them may be there yet.
        Assert.Equal(RefusalReason.MailboxFull,
            Assert.IsType<PeerAnswer.Full>(await anna.Hear(new PeerRequest.TakeText(Bao, "no room"))).Reason);
        Assert.False(await anna.Turn(() => Task.FromResult(anna.TryClose())));
        foreach (var fate in fates)
            fate.SetException(new IOException("rolled back"));
        Assert.IsType<PeerAnswer.Done>(await anna.Hear(new PeerRequest.TakeText(Bao, "kept")));
        Assert.Equal(["kept"], await FetchAsync(anna));
        Assert.True(await anna.Turn(() => Task.FromResult(anna.TryClose())));
    }

    [Fact]
    public async Task Whoever_waits_for_an_account_in_a_hanging_transaction_gets_no_answer_and_is_not_held_up_further()
    {
        var (anna, bao) = (await AddAsync(Anna), await AddAsync(Bao));
        var fate = new TaskCompletionSource<LogWaiting>();
        _disk.Next = () => Task.FromException<LogWaiting>(new StoreUncertainException(fate.Task));
        var caller = Caller();
        Assert.IsType<Answer.Silence>((await anna.Execute(new Operation.SendText(Bao, "hi", 2), caller)).Answer);

        // Another request is answered; what was not begun is refused.
        _disk.Next = () => Task.FromException<LogWaiting>(new StoreBusyException());
        Assert.Equal(RefusalReason.Busy,
            Assert.IsType<Answer.Refused>((await anna.Execute(new Operation.SendText(Bao, "withdrawn", 9), Caller())).Answer).Reason);
        Assert.IsType<Answer.FriendTotal>((await anna.Execute(new Operation.ListFriends(false), Caller())).Answer);
        fate.SetResult(default);
        Assert.Equal(["hi"], await FetchAsync(bao));
    }

    [Fact]
    public async Task What_is_dispensable_goes_on_while_the_disk_hangs()
    {
        var anna = await AddAsync(Anna);
        _disk.Next = () => Task.FromException<LogWaiting>(new StoreUncertainException(new TaskCompletionSource<LogWaiting>().Task));
        Assert.IsType<Answer.Done>((await anna.Execute(new Operation.ChangeStatus(Status.Busy), Caller())).Answer);
        _disk.Next = () => Task.FromException<LogWaiting>(new StoreBusyException());
        Assert.IsType<Answer.Done>((await anna.Execute(new Operation.ChangeStatus(Status.Online), Caller())).Answer);
    }

    [Theory]
    [InlineData("a new password")]
    [InlineData("a shut account")]
    [InlineData("a kick")]
    [InlineData("a deletion")]
    public async Task A_session_ends_only_with_the_change_that_ends_it(string change)
    {
        var anna = await AddAsync(Anna);
        Func<Task> administer = () => anna.Turn(async () =>
        {
            var administration = anna.Account.Administration;
            await anna.Steps.AdministerAsync(change switch
            {
                "a new password" => administration.SetPassword("new", new(default, default)),
                "a shut account" => administration.SetEnabled(false),
                "a kick" => administration.Kick(),
                _ => administration.Delete(),
            });
            return true;
        });
        foreach (var refused in new Exception[] { new StoreFullException(), new StoreBusyException() })
        {
            _disk.Next = () => Task.FromException<LogWaiting>(refused);
            await Assert.ThrowsAnyAsync<StoreRefusedException>(administer);
            Assert.IsType<Answer.FriendTotal>((await anna.Execute(new Operation.ListFriends(false), Caller())).Answer);
        }

        var hangs = new TaskCompletionSource<LogWaiting>();
        _disk.Next = () => hangs.Task;
        var administered = administer();
        Assert.IsType<Answer.FriendTotal>((await anna.Execute(new Operation.ListFriends(false), Caller())).Answer);
        hangs.SetResult(default);
        await administered;
        Assert.IsType<Answer.NotLoggedIn>((await anna.Execute(new Operation.ListFriends(false), Caller())).Answer);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_session_ends_where_nobody_knows_whether_the_new_password_or_the_deletion_is_stored(bool isDeletion)
    {
        var anna = await AddAsync(Anna);
        _disk.Next = () => Task.FromException<LogWaiting>(new StoreUncertainException(new TaskCompletionSource<LogWaiting>().Task));
        await Assert.ThrowsAsync<StoreUncertainException>(() => anna.Turn(async () =>
        {
            await anna.Steps.AdministerAsync(isDeletion ? anna.Account.Administration.Delete()
                : anna.Account.Administration.SetPassword("new", new(default, default)));
            return true;
        }));
        Assert.IsType<Answer.NotLoggedIn>((await anna.Execute(new Operation.ListFriends(false), Caller())).Answer);
    }

    private RequestOrigin Caller() => new(new(IPAddress.Loopback, null), new(++_seq, _seq, _clock.Now().Uptime));

    private async Task<string[]> FetchAsync(AccountHost host) =>
        [.. Assert.IsType<Answer.HandedOut>((await host.Execute(Operation.FetchMessages.Instance, Caller())).Answer).Items.Select(item =>
            item.Text)];

    private async Task<AccountHost> AddAsync(Uin uin)
    {
        await _disk.CommitAsync(uin,
        [
            new Change.AccountCreated(new(uin, Profile.Named("n"), AccountSettings.Default, true, DateTimeOffset.UnixEpoch), "hash"),
            new Change.SessionStarted(new(IPAddress.Loopback, null, Status.Online, DateTimeOffset.UnixEpoch)),
        ]);
        return await _accounts.BringInAsync(uin);
    }

    /// <summary>Says of the next change what the test wants. What is not refused is written, as by a disk that hangs.</summary>
    private sealed class ScriptedDisk : MemoryStore
    {
        public Func<Task<LogWaiting>>? Next { get; set; }

        public override Task<LogWaiting> CommitAsync(Uin owner, ImmutableArray<Change> changes)
        {
            var next = Next;
            Next = null;
            var said = next?.Invoke() ?? Task.FromResult(default(LogWaiting));
            if (!said.IsFaulted || said.Exception.InnerException is StoreUncertainException)
                base.CommitAsync(owner, changes);
            return said;
        }
    }
}
