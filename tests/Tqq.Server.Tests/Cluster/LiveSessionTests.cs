using System.Collections.Concurrent;
using System.Net;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Commands;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Sessions;
using Tqq.Server.Cluster;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Cluster;

/// <summary>
/// Who has a session is known without asking the accounts: the others are left alone, and a request that
/// belongs to no session looks at no account.
/// </summary>
public sealed class LiveSessionTests : IDisposable
{
    private const int Friends = 1000;
    private const int Online = 10;
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);
    private static readonly Uin Chen = new(10003);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private readonly JumpingTime _time = new();
    private LoadedStore? _store;

    public void Dispose() => _directory.Delete(recursive: true);

    private string FilePath => Path.Combine(_directory.FullName, "tqq.db");

    private Task<ClusterHost> StartAsync() => ClusterHost.StartAsync(_store = new(SqliteStore.Open(FilePath)), _time);

    [Fact]
    public async Task Login_status_and_logout_bring_only_those_of_1000_friends_into_memory_who_are_online()
    {
        var friends = Enumerable.Range(0, Friends).Select(number => new Uin(20_000 + (uint)number)).ToArray();
        await using (var first = await StartAsync())
        {
            await first.AddAsync(Anna);
            await Task.WhenAll(friends.Select(friend => first.AddAsync(friend)));
            await first.Store.CommitAsync(Anna,
                [.. friends.Select(friend => new Change.ContactSet(friend, true, true, DateTimeOffset.UnixEpoch))]);
            await Task.WhenAll(friends.Select(friend =>
                first.Store.CommitAsync(friend, [new Change.ContactSet(Anna, true, true, DateTimeOffset.UnixEpoch)])));
        }

        await using var host = await StartAsync();
        foreach (var friend in friends[..Online])
            await host.LoginAsync(friend);
        _store!.Loaded.Clear();
        await host.LoginAsync(Anna);
        var there = Assert.IsType<Answer.OnlineFriends>(await host.AskAsync(Anna, Operation.ListOnline.Instance));
        Assert.Equal(friends[..Online], there.Visible.Select(friend => friend.Uin));
        await host.AskAsync(Anna, new Operation.ChangeStatus(Status.Busy));
        await host.AskAsync(Anna, Operation.EndSession.Instance);

        Assert.Equal([Anna], _store.Loaded);
        Assert.Equal(Online, friends.Count(host.IsHere));
        foreach (var friend in friends[..Online])
            Assert.Equal([$"{Anna} is 10", $"{Anna} is 30", $"{Anna} is 20"], await host.FetchAsync(friend));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("STALE", false)]
    public void A_request_with_a_stale_key_belongs_to_no_session_without_key_of_the_same_address(string? key, bool isAdmitted)
    {
        var legacy = new SessionRecord(IPAddress.Loopback, null, Status.Online, DateTimeOffset.UnixEpoch);
        var sessions = new LiveSessions();
        sessions.Note(Anna, legacy, isOnline: true);
        Assert.Equal(isAdmitted, sessions.MayAdmit(Anna, new(IPAddress.Loopback, key)));
    }

    [Fact]
    public async Task A_login_does_not_wait_for_what_friends_answer_and_the_list_of_those_online_does()
    {
        await using (var first = await StartAsync())
        {
            foreach (var uin in (Uin[])[Anna, Bao])
                await first.AddAsync(uin);
            await first.LoginAsync(Anna);
            await first.LoginAsync(Bao);
            await first.AskAsync(Anna, new Operation.AddFriend(Bao));
            await first.AskAsync(Anna, Operation.EndSession.Instance);
        }

        var (held, released) = (Bao, new TaskCompletionSource());
        await using var host = await ClusterHost.StartAsync(
            new LoadedStore(SqliteStore.Open(FilePath)) { Holds = uin => uin == held ? released.Task : Task.CompletedTask }, _time);
        Assert.IsType<Answer.LoggedIn>(await host.LoginAsync(Anna));
        Assert.IsType<Answer.Done>(await host.AskAsync(Anna, new Operation.ChangeStatus(Status.Busy)));
        Assert.Equal([Bao], await host.FriendsAsync(Anna));
        var online = host.AskAsync(Anna, Operation.ListOnline.Instance);
        Assert.False(online.IsCompleted);
        released.SetResult();
        Assert.Equal(Bao, Assert.Single(Assert.IsType<Answer.OnlineFriends>(await online).Visible).Uin);
    }

    [Fact]
    public async Task A_request_that_belongs_to_no_session_is_answered_alike_without_a_look_at_the_account_whether_there_is_one_or_not()
    {
        await using (var first = await StartAsync())
        {
            await first.AddAsync(Anna);
            await first.AddAsync(Bao);
            await first.LoginAsync(Bao);
        }

        await using var host = await StartAsync();
        await host.LoginAsync(Bao);
        _store!.Loaded.Clear();
        foreach (var uin in (Uin[])[Anna, Bao, Chen])
        {
            Assert.IsType<Answer.NotLoggedIn>(await host.AskAsync(uin, new Operation.ListFriends(true), IPAddress.Parse("10.9.9.9")));
            Assert.IsType<Answer.NothingToEnd>(await host.AskAsync(uin, Operation.EndSession.Instance, IPAddress.Parse("10.9.9.9")));
        }

        Assert.Empty(_store.Loaded);
        Assert.False(host.IsHere(Anna));
        Assert.False(host.IsHere(Chen));
        Assert.Empty(await host.FriendsAsync(Bao));
    }

    [Fact]
    public async Task A_session_from_before_a_restart_goes_on_before_its_account_is_in_memory()
    {
        await using (var first = await StartAsync())
        {
            await first.AddAsync(Anna);
            await first.LoginAsync(Anna);
        }

        await using var host = await StartAsync();
        Assert.Empty(await host.FriendsAsync(Anna));
    }

    [Fact]
    public async Task A_text_that_the_recipients_settings_keep_out_costs_the_same_commit_as_one_that_is_taken()
    {
        var sqlite = SqliteStore.Open(FilePath);
        await using var host = await ClusterHost.StartAsync(sqlite, _time);
        await host.AddAsync(Anna);
        await host.AddAsync(Bao);
        await host.AddAsync(Chen, refusesStrangers: true);
        await host.LoginAsync(Anna);
        var (taken, keptOut) = (await CostAsync(Bao), await CostAsync(Chen));
        Assert.Equal(1, taken.Transactions);
        Assert.Equal(taken, keptOut);
        await host.LoginAsync(Chen);
        Assert.Empty(await host.FetchAsync(Chen));

        async Task<(long Transactions, long Bytes)> CostAsync(Uin to)
        {
            var before = (sqlite.Transactions, new FileInfo(FilePath + "-wal").Length);
            Assert.IsType<Answer.Done>(await host.SendAsync(Anna, to, "hi"));
            return (sqlite.Transactions - before.Transactions, new FileInfo(FilePath + "-wal").Length - before.Length);
        }
    }

    /// <summary>Knows which accounts have been loaded, and may hold that up.</summary>
    private sealed class LoadedStore(IStore store) : WrappedStore(store)
    {
        public ConcurrentQueue<Uin> Loaded { get; } = [];

        public Func<Uin, Task> Holds { get; init; } = _ => Task.CompletedTask;

        public override async Task<AccountSnapshot?> LoadAsync(Uin uin, CancellationToken cancellationToken)
        {
            Loaded.Enqueue(uin);
            await Holds(uin);
            return await base.LoadAsync(uin, cancellationToken);
        }
    }
}
