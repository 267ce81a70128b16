using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Commands;
using Tqq.Core.Log;
using Tqq.Core.Operations;
using Tqq.Core.Profiles;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Cluster;

/// <summary>
/// What takes more than one account is finished, wherever a kill cuts it: a deletion leaves nothing behind, a
/// friendship stands on both sides or on none.
/// </summary>
public sealed class UnfinishedWorkTests : IDisposable
{
    private const int MostCommits = 8;
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Friend = new(10002);
    private static readonly Uin Asked = new(10003);
    private static readonly Uin Asker = new(10004);
    private static readonly Uin Watcher = new(10005);
    private static readonly Uin[] Others = [Friend, Asked, Asker, Watcher];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private readonly JumpingTime _time = new();

    public void Dispose() => _directory.Delete(recursive: true);

    private Task<ClusterHost> StartAsync(string file, Func<IStore, IStore>? over = null) =>
        ClusterHost.StartAsync(over?.Invoke(Open(file)) ?? Open(file), _time);

    private SqliteStore Open(string file) => SqliteStore.Open(Path.Combine(_directory.FullName, file));

    /// <summary>A server does something, and is killed after so many commits of it. Then it is there again.</summary>
    private async Task<ClusterHost> KilledAsync(int commits, Func<ClusterHost, Task> prepare, Func<ClusterHost, Task> work)
    {
        DyingStore? dying = null;
        await using (var first = await StartAsync($"{commits}.db", store => dying = new(store)))
        {
            await prepare(first);
            dying!.DieAfter(commits);
            try
            {
                await work(first);
            }
            catch (Exception e) when (e is IOException or AggregateException)
            {
                // Nobody hears what became of it.
            }
        }

        return await StartAsync($"{commits}.db");
    }

    [Fact]
    public async Task Who_is_deleted_leaves_nothing_to_the_next_holder_of_the_number_wherever_a_kill_cuts_it()
    {
        for (var commits = 0; commits < MostCommits; commits++)
        {
            await using var host = await KilledAsync(commits, PrepareAsync, host => host.Administration.DeleteAsync(Anna, Cancelled));
            await host.Administration.DeleteAsync(Anna, Cancelled);
            await AssertNothingIsLeftAsync(host);
            await host.AddAsync(Anna, WhoMayAdd.Verify);
            Assert.IsType<Answer.NotLoggedIn>(await host.AskAsync(Anna, Operation.FetchMessages.Instance));
            Assert.Empty((await host.Administration.ListAppPasswordsAsync(Anna, Cancelled))!.Value);
            await host.LoginAsync(Anna);
            Assert.Empty(await host.FriendsAsync(Anna));
            Assert.Empty(await host.FetchAsync(Anna));
            // Nobody asked her and she asked nobody: to accept it does nothing.
            await host.AskAsync(Anna, new Operation.AcceptFriend(Asker));
            await host.AskAsync(Asked, new Operation.AcceptFriend(Anna));
            Assert.Empty(await host.FriendsAsync(Anna));
        }
    }

    [Fact]
    public async Task A_deletion_that_a_kill_has_cut_is_finished_when_the_server_is_there_again()
    {
        for (var commits = 1; commits < MostCommits; commits++)
        {
            await using var host = await KilledAsync(commits, PrepareAsync, host => host.Administration.DeleteAsync(Anna, Cancelled));
            Assert.Null(await host.Administration.ShowAsync(Anna, Cancelled));
            await AssertNothingIsLeftAsync(host);
        }
    }

    [Fact]
    public async Task A_friend_whose_addition_a_kill_has_cut_is_on_both_lists_or_on_none()
    {
        for (var commits = 0; commits < MostCommits; commits++)
        {
            await using var host = await KilledAsync(commits, PrepareAsync, host => host.AskAsync(Asker, new Operation.AddFriend(Watcher)));
            Assert.Equal(await AreFriendsAsync(host, Asker, Watcher), await AreFriendsAsync(host, Watcher, Asker));
            Assert.Empty(await host.Store.ListUnconfirmedAsync(Cancelled));
        }
    }

    [Fact]
    public async Task A_request_whose_acceptance_a_kill_has_cut_is_accepted_on_both_sides_or_on_none()
    {
        for (var commits = 0; commits < MostCommits; commits++)
        {
            await using var host = await KilledAsync(commits, PrepareAsync, host => host.AskAsync(Asked, new Operation.AcceptFriend(Anna)));
            Assert.Equal(await AreFriendsAsync(host, Asked, Anna), await AreFriendsAsync(host, Anna, Asked));
            Assert.Empty(await host.Store.ListUnconfirmedAsync(Cancelled));
        }
    }

    [Fact]
    public async Task A_session_or_a_request_that_comes_while_an_account_is_being_deleted_is_not_the_next_holders()
    {
        await using var host = await StartAsync("race.db");
        await PrepareAsync(host);
        for (var round = 0; round < 20; round++)
        {
            await Task.WhenAll(
                host.Administration.DeleteAsync(Anna, Cancelled), host.LoginAsync(Anna),
                    host.AskAsync(Asker, new Operation.AskFriend(Anna, "hi")), host.SendAsync(Friend, Anna, "hi"));
            await host.AddAsync(Anna, WhoMayAdd.Verify);
            Assert.Equal((null, 0, 0), await host.Administration.ShowAsync(Anna, Cancelled) is { } next
                ? (next.Session, next.Friends, next.Undelivered) : default);
            Assert.Empty(await host.Store.ListTiedAsync(Anna, Cancelled));
            _time.Pass(TimeSpan.FromSeconds(30));
            foreach (var uin in Others)
                await host.LoginAsync(uin);
        }
    }

    [Fact]
    public async Task A_tie_that_is_answered_but_not_stored_when_the_other_account_is_deleted_does_not_survive_the_deletion()
    {
        var late = default(LateAnswer);
        await using var host = await StartAsync("late.db", store => late = new(store, Anna));
        await host.AddAsync(Anna);
        await host.AddAsync(Asker);
        await host.LoginAsync(Asker);
        var adding = host.AskAsync(Asker, new Operation.AddFriend(Anna));
        await late!.IsStored;
        var deleting = host.Administration.DeleteAsync(Anna, Cancelled);
        await late.LooksForTies;
        late.Answer();
        await adding;
        await deleting;

        Assert.Empty(await host.Store.ListTiedAsync(Anna, Cancelled));
        Assert.Empty(await host.Store.ListDeletionsAsync(Cancelled));
        await host.AddAsync(Anna);
        Assert.DoesNotContain(Anna, await host.FriendsAsync(Asker));
    }

    // Anna has a friend, has asked one, is asked by one, and was taken off her own list by nobody but stands on that of a fourth.
    private async Task PrepareAsync(ClusterHost host)
    {
        foreach (var uin in (Uin[])[Anna, .. Others])
        {
            await host.AddAsync(uin, uin == Friend || uin == Watcher ? WhoMayAdd.Anyone : WhoMayAdd.Verify);
            await host.LoginAsync(uin);
        }

        await host.AskAsync(Anna, new Operation.AddFriend(Friend));
        await host.AskAsync(Anna, new Operation.AddFriend(Watcher));
        await host.AskAsync(Anna, new Operation.RemoveFriend(Watcher));
        await host.AskAsync(Anna, new Operation.AskFriend(Asked, "hi"));
        await host.AskAsync(Asker, new Operation.AskFriend(Anna, "hi"));
        await host.SendAsync(Friend, Anna, "hi");
        await host.Administration.AddAppPasswordAsync(Anna, "phone", Cancelled);
        // The confirmations of these friendships are stored behind their answers.
        for (var left = 1000; !(await host.Store.ListUnconfirmedAsync(Cancelled)).IsEmpty && left > 0; left--)
        {
            _time.Pass(TimeSpan.FromMilliseconds(100));
            await host.AskAsync(Friend, new Operation.ListFriends(false));
        }
    }

    private static async Task AssertNothingIsLeftAsync(ClusterHost host)
    {
        Assert.Empty(await host.Store.ListTiedAsync(Anna, Cancelled));
        Assert.Empty(await host.Store.ListDeletionsAsync(Cancelled));
        foreach (var uin in Others)
        {
            await host.LoginAsync(uin);
            Assert.DoesNotContain(Anna, await host.FriendsAsync(uin));
        }
    }

    /// <summary>
    /// The first tie of an account is stored, but the account hears so late: after its deletion has looked for ties in the store.
    /// </summary>
    private sealed class LateAnswer(IStore store, Uin owner) : WrappedStore(store)
    {
        private readonly TaskCompletionSource _isStored = new();
        private readonly TaskCompletionSource _looksForTies = new();
        private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task IsStored => _isStored.Task;

        public Task LooksForTies => _looksForTies.Task;

        public void Answer() => _answered.SetResult();

        public override async Task<LogWaiting> CommitAsync(Uin uin, ImmutableArray<Change> changes)
        {
            var settled = await base.CommitAsync(uin, changes);
            if (uin == owner && changes.Any(change => change is Change.ContactSet) && _isStored.TrySetResult())
                await _answered.Task;
            return settled;
        }

        public override async Task<ImmutableArray<Uin>> ListTiedAsync(Uin uin, CancellationToken cancellationToken)
        {
            var tied = await base.ListTiedAsync(uin, cancellationToken);
            _looksForTies.TrySetResult();
            return tied;
        }
    }

    private static async Task<bool> AreFriendsAsync(ClusterHost host, Uin one, Uin other)
    {
        await host.LoginAsync(one);
        return (await host.FriendsAsync(one)).Contains(other);
    }
}
