using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Log;
using Tqq.Core.Search;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>The index of what was said follows the logs, and whatever becomes of it no answer is wrong.</summary>
public sealed class SearchIndexTests : IndexedStore
{
    private static readonly string[] s_words = ["tea", "teapot", "今天", "天气", "好", "weather", "fine", "喝茶"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_done_to_logs_and_however_far_the_index_is_the_same_is_found_as_by_looking_at_all(int seed)
    {
        var (chance, memory, number) = (new Random(seed), new MemoryStore(), 0L);
        await using var store = SqliteStore.Open(Path);
        await CommitAsync([.. Account(Anna)]);
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
                    await CommitAsync(new Change.ItemDeleted(chance.NextInt64(1, number + 2), ++number, Noon));
                    break;
                case 7:
                    await CommitAsync(new Change.Delivered(number, number, 0, FromLog: true));
                    var (before, most) = (Noon.AddMinutes(chance.NextInt64(number + 1) / 2), chance.Next(1, 50));
                    foreach (var engine in (IStore[])[store, memory])
                        while ((await engine.SweepLogAsync(Anna, before, long.MaxValue, anew: true, most)).HasMore)
                        {
                            // The next step.
                        }

                    break;
                default:
                    await store.FollowLogsAsync(chance.Next(1, 100));
                    break;
            }

            var query = string.Join(chance.Next(3) == 0 ? "" : " ", chance.GetItems(s_words, chance.Next(1, 3)));
            Uin? peer = chance.Next(3) == 0 ? Bao : null;
            var limit = chance.Next(20, 100);
            Assert.Equal(await FoundAsync(memory, query, limit, peer), await FoundAsync(store, query, limit, peer));
        }

        async Task CommitAsync(params Change[] changes)
        {
            await store.CommitAsync(Anna, [.. changes]);
            await memory.CommitAsync(Anna, [.. changes]);
        }
    }

    [Fact]
    public async Task A_step_over_many_accounts_is_one_piece_of_the_index()
    {
        await using var store = SqliteStore.Open(Path);
        foreach (var uin in Enumerable.Range(10001, 20).Select(number => new Uin((uint)number)))
        {
            await store.CommitAsync(uin, [.. Account(uin)]);
            await store.CommitAsync(uin, [In(1, "tea"), In(2, "weather"), new Change.ItemDeleted(1, 3, Noon)]);
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
        await store.CommitAsync(Anna,
            [.. Account(Anna, hasDevice: false), .. Enumerable.Range(1, 200).Select(number => In(number, "tea"))]);
        Assert.Equal(default, await store.FollowLogsAsync(1000));
        Assert.False(File.Exists(IndexPath));
        await store.CommitAsync(Anna, [Account(Anna)[^1]]);
        Assert.InRange((await store.FollowLogsAsync(1000)).Items, 100, 200);
        Assert.Equal(200, (await FoundAsync(store, "tea")).Length);
    }

    [Fact]
    public async Task What_leaves_the_log_leaves_the_index_and_an_account_that_is_deleted_does_too()
    {
        await using var store = await FilledAsync(300);
        await FollowAsync(store);
        await store.CommitAsync(Anna, [new Change.ItemDeleted(7, 400, Noon), new Change.Delivered(400, 300, 0, FromLog: true)]);
        await FollowAsync(store);
        Assert.Equal(298, Count("SELECT count(*) FROM words_docsize"));
        await store.SweepLogAsync(Anna, Noon.AddMinutes(100), long.MaxValue, anew: true, 1000);
        await FollowAsync(store, 10);
        Assert.Equal(201, Count("SELECT count(*) FROM words_docsize"));
        await store.CommitAsync(Anna, [new Change.AccountDeleted()]);
        await store.FinishDeletionAsync(Anna);
        Assert.Equal((0, 0), (Count("SELECT count(*) FROM words_docsize"), Count("SELECT count(*) FROM indexed")));
    }

    [Fact]
    public async Task One_call_looks_at_some_thousand_items_and_says_where_to_go_on()
    {
        await using var store = await FilledAsync(12_000);
        var (found, calls) = (new List<LogItem>(), 0);
        for (long? before = long.MaxValue; before is { } from; calls++)
        {
            var part = await store.SearchLogAsync(Anna, SearchQuery.Of("\"tea 2\""), null, from, 10, Now);
            Assert.True(part.Next is null || part.Next < from);
            found.AddRange(part.Items);
            before = part.Next;
        }

        Assert.Equal([2L], found.Select(item => item.Number));
        Assert.InRange(calls, 2, 10);
        await FollowAsync(store);
        Assert.Equal([2L], (await store.SearchLogAsync(Anna, SearchQuery.Of("\"tea 2\""), null, long.MaxValue, 10, Now)).Items
            .Select(item => item.Number));
    }
}
