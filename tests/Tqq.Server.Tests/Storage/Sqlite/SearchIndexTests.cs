using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Devices;
using Tqq.Core.Log;
using Tqq.Core.Mail;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.Search;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Storage.Sqlite.Backups;
using Tqq.Server.Storage.Sqlite.Pages;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>The index of what was said follows the logs, and whatever becomes of it no answer is wrong.</summary>
public sealed class SearchIndexTests : IDisposable
{
    private const int Page = 4096;
    private const string PasswordHash = "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static readonly DateTimeOffset s_noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Uin s_anna = new(10001);
    private static readonly Uin s_bao = new(10002);
    private static readonly string[] s_words = ["tea", "teapot", "今天", "天气", "好", "weather", "fine", "喝茶"];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");

    private string Path => System.IO.Path.Combine(_directory.FullName, "tqq.db");

    private string IndexPath => Path + "-search";

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    private static Change[] Account(Uin uin, bool hasDevice = true) =>
    [
        new Change.AccountCreated(new(uin, Profile.Named("n"), AccountSettings.Default, true, s_noon), PasswordHash),
        new Change.LogOpened(),
        .. hasDevice ? (Change[])[new Change.DeviceOpened(new(1, DeviceKind.Web, "page", System.Net.IPAddress.Loopback, s_noon, s_noon),
            Status.Online)] : [],
    ];

    private static Change.MessageAppended In(long number, string text, Uin? from = null) =>
        new Change.MessageAppended(new(number, MessageKind.Text, from ?? s_bao, text, s_noon.AddMinutes(number)), IntoLog: true);

    private static async Task<string?> FollowAsync(SqliteStore store, int most = 1000)
    {
        string? anew = null;
        for (var hasMore = true; hasMore;)
        {
            var step = await store.FollowLogsAsync(most);
            (anew, hasMore) = (anew ?? step.Anew, step.HasMore);
        }

        return anew;
    }

    private static async Task<long[]> FoundAsync(IStore store, string query, int limit = 7, Uin? peer = null)
    {
        var numbers = new List<long>();
        for (long? before = long.MaxValue; before is { } from;)
        {
            var found = await store.SearchLogAsync(s_anna, SearchQuery.Of(query), peer, from, limit, Now);
            numbers.AddRange(found.Items.Select(item => item.Number));
            before = found.Next;
        }

        return [.. numbers];
    }

    // Some items, all of them in the log and not in its tail.
    private async Task<SqliteStore> FilledAsync(int items)
    {
        var store = SqliteStore.Open(Path);
        await store.CommitAsync(s_anna, [.. Account(s_anna)]);
        await store.CommitAsync(s_anna, [.. Enumerable.Range(1, items).Select(number =>
            In(number, $"tea {number} 今天喝茶{(number % 3 == 0 ? "好" : "")} {(number % 2 == 0 ? "even" : "odd")}"))]);
        await store.CommitAsync(s_anna, [new Change.ItemDeleted(1, items + 1, s_noon)]);
        return store;
    }

    private long Count(string what)
    {
        using var connection = SqliteConnections.Open(IndexPath, SqliteOpenMode.ReadWrite, CheckedVfs.Name);
        return connection.Scalar(what);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_done_to_logs_and_however_far_the_index_is_the_same_is_found_as_by_looking_at_all(int seed)
    {
        var (chance, memory, number) = (new Random(seed), new MemoryStore(), 0L);
        await using var store = SqliteStore.Open(Path);
        await CommitAsync([.. Account(s_anna)]);
        for (var round = 0; round < 60; round++)
        {
            switch (chance.Next(10))
            {
                case < 6:
                    await CommitAsync([.. Enumerable.Range(0, chance.Next(1, 40)).Select(_ => In(++number,
                        string.Join(chance.Next(2) == 0 ? "" : " ", chance.GetItems(s_words, chance.Next(1, 5))),
                        new((uint)chance.Next(10002, 10004))))]);
                    break;
                case 6:
                    await CommitAsync(new Change.ItemDeleted(chance.NextInt64(1, number + 2), ++number, s_noon));
                    break;
                case 7:
                    await CommitAsync(new Change.Delivered(number, number, 0, FromLog: true));
                    var (before, most) = (s_noon.AddMinutes(chance.NextInt64(number + 1) / 2), chance.Next(1, 50));
                    foreach (var engine in (IStore[])[store, memory])
                        while ((await engine.SweepLogAsync(s_anna, before, long.MaxValue, anew: true, most)).HasMore)
                        {
                            // The next step.
                        }

                    break;
                default:
                    await store.FollowLogsAsync(chance.Next(1, 100));
                    break;
            }

            var query = string.Join(chance.Next(3) == 0 ? "" : " ", chance.GetItems(s_words, chance.Next(1, 3)));
            Uin? peer = chance.Next(3) == 0 ? s_bao : null;
            var limit = chance.Next(20, 100);
            Assert.Equal(await FoundAsync(memory, query, limit, peer), await FoundAsync(store, query, limit, peer));
        }

        async Task CommitAsync(params Change[] changes)
        {
            await store.CommitAsync(s_anna, [.. changes]);
            await memory.CommitAsync(s_anna, [.. changes]);
        }
    }

    [Fact]
    public async Task A_step_over_many_accounts_is_one_piece_of_the_index()
    {
        await using var store = SqliteStore.Open(Path);
        foreach (var uin in Enumerable.Range(10001, 20).Select(number => new Uin((uint)number)))
        {
            await store.CommitAsync(uin, [.. Account(uin)]);
            await store.CommitAsync(uin, [In(1, "tea"), In(2, "weather"), new Change.ItemDeleted(1, 3, s_noon)]);
        }

        Assert.False((await store.FollowLogsAsync(1000)).HasMore);
        Assert.Equal(20, Count("SELECT count(*) FROM indexed"));
        Assert.Equal(1, Count("SELECT count(DISTINCT segid) FROM words_idx"));
    }

    [Fact]
    public async Task It_begins_with_the_newest_and_what_is_below_is_looked_through_until_it_is_done()
    {
        await using var store = await FilledAsync(500);
        var first = await store.FollowLogsAsync(100);
        Assert.Equal((100, true), (first.Items, first.HasMore));
        Assert.InRange(first.Left, 300, 500);
        Assert.Equal(100, Count("SELECT count(*) FROM words_docsize"));
        Assert.Equal(499, (await FoundAsync(store, "tea")).Length);
        Assert.Null(await FollowAsync(store, 100));
        Assert.Equal((499, 0), (Count("SELECT count(*) FROM words_docsize"), Count("SELECT begins FROM indexed")));
        Assert.Equal(499, (await FoundAsync(store, "tea")).Length);
        Assert.Equal(default, await store.FollowLogsAsync(100));
    }

    [Fact]
    public async Task Accounts_without_devices_pay_nothing_until_they_have_one()
    {
        await using var store = SqliteStore.Open(Path);
        await store.CommitAsync(s_anna,
            [.. Account(s_anna, hasDevice: false), .. Enumerable.Range(1, 200).Select(number => In(number, "tea"))]);
        Assert.Equal(default, await store.FollowLogsAsync(1000));
        Assert.False(File.Exists(IndexPath));
        await store.CommitAsync(s_anna, [Account(s_anna)[^1]]);
        Assert.InRange((await store.FollowLogsAsync(1000)).Items, 100, 200);
        Assert.Equal(200, (await FoundAsync(store, "tea")).Length);
    }

    [Fact]
    public async Task What_leaves_the_log_leaves_the_index_and_an_account_that_is_deleted_does_too()
    {
        await using var store = await FilledAsync(300);
        await FollowAsync(store);
        await store.CommitAsync(s_anna, [new Change.ItemDeleted(7, 400, s_noon), new Change.Delivered(400, 300, 0, FromLog: true)]);
        await FollowAsync(store);
        Assert.Equal(298, Count("SELECT count(*) FROM words_docsize"));
        await store.SweepLogAsync(s_anna, s_noon.AddMinutes(100), long.MaxValue, anew: true, 1000);
        await FollowAsync(store, 10);
        Assert.Equal(201, Count("SELECT count(*) FROM words_docsize"));
        await store.CommitAsync(s_anna, [new Change.AccountDeleted()]);
        await store.FinishDeletionAsync(s_anna);
        Assert.Equal((0, 0), (Count("SELECT count(*) FROM words_docsize"), Count("SELECT count(*) FROM indexed")));
    }

    [Fact]
    public async Task An_index_in_which_a_bit_flips_is_named_and_made_anew_and_no_answer_is_ever_wrong()
    {
        await (await FilledAsync(300)).DisposeAsync();
        await using (var store = SqliteStore.Open(Path))
            await FollowAsync(store);
        var (whole, chance, named) = (await File.ReadAllBytesAsync(IndexPath, Now), new Random(1), 0);
        for (var round = 0; round < 24; round++)
        {
            var (flipped, bit) = (whole.ToArray(), chance.Next(whole.Length * 8));
            // Of each page one, and then anywhere.
            bit = round < whole.Length / Page ? (round * Page * 8) + (bit % (Page * 8)) : bit;
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            foreach (var part in (string[])["-wal", "-shm"])
                File.Delete(IndexPath + part);
            await File.WriteAllBytesAsync(IndexPath, flipped, Now);
            await using var store = SqliteStore.Open(Path);
            var anew = await FollowAsync(store);
            Assert.Equal(299, (await FoundAsync(store, "tea")).Length);
            Assert.Equal(100, (await FoundAsync(store, "茶好", 200)).Length);
            Assert.Equal(300, Assert.Single(await FoundAsync(store, "300")));
            anew ??= await FollowAsync(store);
            named += anew is null ? 0 : 1;
            if (anew is not null)
                Assert.Contains("-search", anew, StringComparison.Ordinal);
            // Whatever it was, it is well again, and the store was never ill.
            Assert.Equal(100, (await FoundAsync(store, "茶好", 200)).Length);
            Assert.Null(await FollowAsync(store));
            Assert.Empty(store.Damage.Found);
            Assert.False(store.Failed.IsCompleted);
        }

        Assert.True(named >= 8, $"{named} of {whole.Length / Page} pages");
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no index")]
    [InlineData(null)]
    public async Task What_stands_in_its_place_is_replaced(string? content)
    {
        await using (var store = await FilledAsync(200))
            await FollowAsync(store);
        if (content is null)
            File.Delete(IndexPath);
        else
            await File.WriteAllTextAsync(IndexPath, content, Now);
        await using var again = SqliteStore.Open(Path);
        await FollowAsync(again);
        Assert.Equal(199, (await FoundAsync(again, "tea")).Length);
        Assert.Equal(199, Count("SELECT count(*) FROM words_docsize"));
    }

    [Fact]
    public async Task A_backup_holds_no_index_and_a_restored_store_makes_its_own()
    {
        var backup = System.IO.Path.Combine(_directory.FullName, "backup");
        await using (var store = await FilledAsync(200))
        {
            await FollowAsync(store);
            StoreBackup.Write(_directory.FullName, backup, Now);
            await store.CommitAsync(s_anna, [.. Enumerable.Range(300, 100).Select(number => In(number, "later tea"))]);
            await store.CommitAsync(s_anna, [new Change.ItemDeleted(2, 500, s_noon)]);
            await FollowAsync(store);
        }

        StoreRestore.Restore(backup, _directory.FullName, replace: true, s_noon, Now);
        await using var restored = SqliteStore.Open(Path);
        await restored.CommitAsync(s_anna, [.. Enumerable.Range(300, 100).Select(number => In(number, "coffee"))]);
        await FollowAsync(restored);
        Assert.Equal(100, (await FoundAsync(restored, "coffee")).Length);
        Assert.Equal(199, (await FoundAsync(restored, "tea")).Length);
        Assert.Empty(await FoundAsync(restored, "later"));
    }

    [Fact]
    public async Task An_index_that_cannot_be_written_keeps_nobody_from_sending_or_searching()
    {
        await using var store = await FilledAsync(200);
        Directory.CreateDirectory(IndexPath);
        var error = await Record.ExceptionAsync(() => store.FollowLogsAsync(1000));
        Assert.True(error is IOException or UnauthorizedAccessException, error?.ToString());
        await store.CommitAsync(s_anna, [In(400, "new tea")]);
        Assert.Equal(200, (await FoundAsync(store, "tea")).Length);
        Directory.Delete(IndexPath);
        Assert.Null(await FollowAsync(store));
        Assert.Equal(200, (await FoundAsync(store, "tea")).Length);
    }

    [Fact]
    public async Task One_call_looks_at_some_thousand_items_and_says_where_to_go_on()
    {
        await using var store = await FilledAsync(12_000);
        var (found, calls) = (new List<LogItem>(), 0);
        for (long? before = long.MaxValue; before is { } from; calls++)
        {
            var part = await store.SearchLogAsync(s_anna, SearchQuery.Of("\"tea 2\""), null, from, 10, Now);
            Assert.True(part.Next is null || part.Next < from);
            found.AddRange(part.Items);
            before = part.Next;
        }

        Assert.Equal([2L], found.Select(item => item.Number));
        Assert.InRange(calls, 2, 10);
        await FollowAsync(store);
        Assert.Equal([2L], (await store.SearchLogAsync(s_anna, SearchQuery.Of("\"tea 2\""), null, long.MaxValue, 10, Now)).Items
            .Select(item => item.Number));
    }
}
