using Tqq.Core;
using Tqq.Core.Profiles;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Cluster;

/// <summary>Accounts that are made together: all of them or none.</summary>
public sealed class FoundingTests : IDisposable
{
    private static readonly Uin Last = new(10_005);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private readonly JumpingTime _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task They_are_there_at_once_and_take_one_transaction()
    {
        var store = SqliteStore.Open(Path.Combine(_directory.FullName, "tqq.db"));
        await using var host = await ClusterHost.StartAsync(store, _time);
        // What the host stores when it starts is stored by then.
        await host.AddAsync(new(10_020));
        var before = store.Transactions;
        Assert.Null(await MakeAsync(host));
        Assert.Equal(1, store.Transactions - before);
        await host.LoginAsync(Last);
        Assert.Equal(["n"], (await host.Administration.ShowAsync(Last, Cancelled))!.Account.Profile.Fields.Select(field => field.Value));
        Assert.Equal(6, await store.CountAccountsAsync(Cancelled));
    }

    [Fact]
    public async Task Where_one_is_there_already_it_is_named_and_none_of_the_others_is_made()
    {
        await using var host = await ClusterHost.StartAsync(Path.Combine(_directory.FullName, "tqq.db"), _time);
        await host.AddAsync(Last);
        Assert.Equal(Last, await MakeAsync(host));
        Assert.Null(await host.Administration.ShowAsync(new(10_001), Cancelled));
        await host.AddAsync(new(10_001));
    }

    [Fact]
    public async Task Where_the_disk_refuses_none_is_made_and_the_numbers_are_free()
    {
        var dying = new DyingStore(SqliteStore.Open(Path.Combine(_directory.FullName, "tqq.db")));
        await using var host = await ClusterHost.StartAsync(dying, _time);
        dying.DieAfter(0);
        await Assert.ThrowsAnyAsync<IOException>(() => MakeAsync(host));
        dying.DieAfter(int.MaxValue);
        Assert.Null(await host.Administration.ShowAsync(new(10_001), Cancelled));
        Assert.Null(await MakeAsync(host));
    }

    private static Task<Uin?> MakeAsync(ClusterHost host) => host.Administration.CreateAllAsync(
        [.. Enumerable.Range(10_001, 5).Select(uin => (new AccountRecord(
            new((uint)uin), Profile.Named("n"), AccountSettings.Default, true, DateTimeOffset.UnixEpoch), "secret"))],
        onHashed: () => { }, mayStore: () => { }, Cancelled);
}
