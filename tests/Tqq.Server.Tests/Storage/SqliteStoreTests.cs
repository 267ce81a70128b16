using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Storage;

/// <summary>What every store keeps (the contract), and what is SQLite's own.</summary>
public sealed class SqliteStoreTests : StoreContract
{
    private readonly string _directory = Directory.CreateTempSubdirectory("tqq-").FullName;

    private string Database => Path.Combine(_directory, "tqq.db");

    protected override Task<IStore> OpenAsync() => Task.FromResult<IStore>(SqliteStore.Open(Database));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_key_for_push_services_is_the_first_one_and_is_kept_over_restarts()
    {
        var cancelled = TestContext.Current.CancellationToken;
        await using (var store = SqliteStore.Open(Database))
        {
            Assert.Equal("first", await store.KeepPushKeyAsync("first", cancelled));
            Assert.Equal("first", await store.KeepPushKeyAsync("second", cancelled));
        }

        await using var again = SqliteStore.Open(Database);
        Assert.Equal("first", await again.KeepPushKeyAsync("third", cancelled));
    }

    [Fact]
    public async Task Commits_that_come_at_once_share_transactions()
    {
        var store = (SqliteStore)await StoreAsync();
        await CreateAsync(Anna);
        var before = store.Transactions;
        await Task.WhenAll(Enumerable.Range(1, 2000).Select(id => store.CommitAsync(Anna, [Text(id)])));
        Assert.InRange(store.Transactions - before, 1, 1000);
    }

    [Fact]
    public async Task A_full_store_refuses_keeps_reading_and_has_stored_nothing_of_it()
    {
        var store = SqliteStore.Open(Database, mostPages: 40);
        await using (store)
        {
            await store.CommitAsync(Anna, [Account(Anna)]);
            var stored = 0;
            await Assert.ThrowsAsync<StoreFullException>(async () =>
            {
                for (; ; stored++)
                    await store.CommitAsync(Anna, [Text(stored + 1, new string('x', 1000))]);
            });
            Assert.Equal(stored, (await store.LoadAsync(Anna, TestContext.Current.CancellationToken))!.Undelivered);
        }

        await using var roomy = SqliteStore.Open(Database);
        await roomy.CommitAsync(Anna, [Text(100_000)]);
    }

    [Fact]
    public async Task A_store_that_is_up_to_date_is_opened_without_a_write_so_that_a_full_disk_keeps_nobody_from_starting()
    {
        await using (var store = SqliteStore.Open(Database))
            await store.CommitAsync(Anna, [Account(Anna)]);
        var before = await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken);
        await using (SqliteStore.Open(Database))
        {
            Assert.Equal(0, new FileInfo(Database + "-wal").Length);
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_log_is_brought_into_the_database_before_it_grows_large()
    {
        var store = await StoreAsync();
        await CreateAsync(Anna);
        for (var id = 1; id <= 2000; id++)
            await store.CommitAsync(Anna, [Text(id, new string('x', 1000))]);
        Assert.InRange(new FileInfo(Database).Length, 1_000_000, 10_000_000);
        Assert.InRange(new FileInfo(Database + "-wal").Length, 1_000_000, 24_000_000);
    }

    [Fact]
    public async Task What_was_committed_is_there_after_the_files_are_taken_from_a_running_store()
    {
        var store = await StoreAsync();
        await CreateAsync(Anna);
        await store.CommitAsync(Anna, [Text(1), Text(2)]);
        var copy = Path.Combine(_directory, "copy.db");
        File.Copy(Database, copy);
        File.Copy(Database + "-wal", copy + "-wal");
        await using var recovered = SqliteStore.Open(copy);
        Assert.Equal(2, (await recovered.LoadAsync(Anna, TestContext.Current.CancellationToken))!.Undelivered);
    }

    [Fact]
    public void A_text_file_in_its_place_is_refused_untouched()
    {
        File.WriteAllText(Database, new string('x', 500));
        Assert.Throws<StoreUnusableException>(() => SqliteStore.Open(Database));
        Assert.Equal(new string('x', 500), File.ReadAllText(Database));
    }
}
