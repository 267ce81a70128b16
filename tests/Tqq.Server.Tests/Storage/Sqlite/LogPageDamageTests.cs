using System.Text;
using Tqq.Core;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Tests.Storage.Sqlite.Flips;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>A page of a log is damaged: what is not found there any more is missed, or nothing is said that hangs on it.</summary>
public sealed class LogPageDamageTests : IAsyncLifetime
{
    private static readonly Uin s_anna = SmallStore.Logged;
    private static readonly Uin s_bao = new(10002);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private SmallStore _whole = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _whole = await SmallStore.MakeAsync(isKilled: false);

    public ValueTask DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return default;
    }

    // The store with all rows of a table spoilt that hold something.
    private SqliteStore OpenAfter(string table, string holds)
    {
        var bytes = _whole.Database.ToArray();
        var page = bytes.AsSpan(TablePage.Of(_whole, table), TablePage.Size);
        var wanted = Encoding.UTF8.GetBytes(holds);
        Assert.True(page.IndexOf(wanted) > 0, $"{table} does not hold {holds}");
        for (var at = page.IndexOf(wanted); at >= 0; at = page.IndexOf(wanted))
            page[at] ^= 1;
        return SqliteStore.Open((_whole with { Database = bytes }).PutInto(_directory.FullName));
    }

    // The store with a table in which no row is found.
    private SqliteStore OpenAfter(string table)
    {
        var bytes = _whole.Database.ToArray();
        // How many rows the page has.
        bytes[TablePage.Of(_whole, table) + 4] = 0;
        return SqliteStore.Open((_whole with { Database = bytes }).PutInto(_directory.FullName));
    }

    [Fact]
    public async Task A_notice_stands_in_every_page_where_an_item_may_have_stood()
    {
        await using var store = OpenAfter("log", "5: 你好");
        foreach (var peer in (Uin?[])[null, s_bao, new(10003)])
            Assert.Equal(5, Assert.Single(await store.ReadPageAsync(s_anna, peer, long.MaxValue, 100, Now), item =>
                item.Peer == Uin.System).Number);
        Assert.Equal([5L, 7L], (await store.ReadPageAfterAsync(s_anna, s_bao, 3, 100, Now)).Select(item => item.Number));
        Assert.Equal(5, (await store.ReadPageAsync(s_anna, null, 6, 1, Now)).Single().Number);
        Assert.Equal([2L, 5L, 8L], (await store.ReadMessagesAsync(s_anna, 1, 100, Now)).Select(message => message.Id));
    }

    [Fact]
    public async Task A_text_that_was_sent_with_a_key_is_not_taken_for_one_that_was_never_sent()
    {
        await using var store = OpenAfter("log", "5: 你好");
        Assert.Equal(7, (await store.FindSentAsync(s_anna, s_bao, "key:7", Now))?.Number);
        await Assert.ThrowsAsync<StoreDamagedException>(() => store.FindSentAsync(s_anna, s_bao, "key:3", Now));
    }

    [Fact]
    public async Task An_account_whose_row_of_the_log_is_not_found_is_not_taken_for_one_that_keeps_no_log()
    {
        await using var store = OpenAfter("log_account");
        await Assert.ThrowsAsync<StoreDamagedException>(() => store.LoadAsync(s_anna, Now));
        await Assert.ThrowsAsync<StoreDamagedException>(() => store.ReadMessagesAsync(s_anna, 1, 100, Now));
        await Assert.ThrowsAsync<StoreDamagedException>(() => store.ReadLogAsync(s_anna, 1, 100, Now));
        await Assert.ThrowsAsync<StoreDamagedException>(() => store.CommitAsync(s_anna, [SmallStore.Came(20, "new")]));
    }

    [Fact]
    public async Task Nothing_is_handed_to_a_wire_session_of_which_nobody_knows_whether_it_was_read()
    {
        await using var store = OpenAfter("conversation");
        await Assert.ThrowsAsync<StoreDamagedException>(() => store.ReadMessagesAsync(s_anna, 1, 100, Now));
        await Assert.ThrowsAsync<StoreDamagedException>(() => store.ListConversationsAsync(s_anna, long.MaxValue, 100, Now));
        Assert.Equal([8L, 7L, 6L], (await store.ReadPageAsync(s_anna, null, long.MaxValue, 3, Now)).Select(item => item.Number));
    }
}
