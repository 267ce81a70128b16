using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Log;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Storage.Sqlite.Pages;
using Tqq.Server.Tests.Storage.Sqlite.Flips;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>A row of a log that is not what the store wrote, on a page that is whole.</summary>
public sealed class LogDamageTests : IAsyncLifetime
{
    private static readonly Uin s_anna = SmallStore.Logged;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private string _path = "";

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _path = (await SmallStore.MakeAsync(isKilled: false)).PutInto(_directory.FullName);

    public ValueTask DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return default;
    }

    private async Task<SqliteStore> OpenAfterAsync(string sql)
    {
        await using (var connection = SqliteConnections.Open(_path, SqliteOpenMode.ReadWrite, CheckedVfs.Name))
            connection.Run(sql);
        return SqliteStore.Open(_path);
    }

    [Theory]
    [InlineData("UPDATE log SET text = 'evil' WHERE owner = 30001 AND number = 5", 5)]
    [InlineData("UPDATE log SET peer = 10009 WHERE owner = 30001 AND number = 5", 5)]
    [InlineData("UPDATE log SET owner = 30009 WHERE owner = 30001 AND number = 5", 5)]
    [InlineData("DELETE FROM log WHERE owner = 30001 AND number = 5", 5)]
    [InlineData("DELETE FROM log WHERE owner = 30001 AND number = 8", 8)]
    public async Task An_item_that_is_wrong_or_missing_is_named_and_a_notice_stands_in_its_place(string sql, long number)
    {
        await using var store = await OpenAfterAsync(sql);
        var waiting = await store.ReadMessagesAsync(s_anna, 1, 100, Now);
        Assert.Equal([2L, 5L, 8L], waiting.Select(message => message.Id));
        Assert.Equal(number, Assert.Single(waiting, message => message.Peer == Uin.System).Id);
        var forwards = (await store.ReadLogAsync(s_anna, 0, 100, Now)).Items;
        Assert.Equal([1L, 2L, 3L, 5L, 6L, 7L, 8L, 9L], forwards.Select(item => item.Number));
        Assert.Equal(number, Assert.Single(forwards, item => item.Peer == Uin.System).Number);
        var backwards = await store.ReadPageAsync(s_anna, null, long.MaxValue, 100, Now);
        Assert.Equal([8L, 7L, 6L, 5L, 3L, 2L, 1L], backwards.Select(item => item.Number));
        Assert.Equal(number, Assert.Single(backwards, item => item.Peer == Uin.System).Number);
        // Also where a page begins with it.
        Assert.Equal(Uin.System, (await store.ReadPageAsync(s_anna, null, number + 1, 1, Now)).Single().Peer);
        Assert.Equal(Uin.System, (await store.ReadLogAsync(s_anna, number - 1, 1, Now)).Items.Single().Peer);
        Assert.All(store.Damage.Found, damage =>
            Assert.Contains($"item {number} of the log of account {s_anna}", damage.Text, StringComparison.Ordinal));
        store.LookForDamage(Now);
        Assert.Contains(store.Damage.Found, damage =>
            damage.Text.Contains($"item {number} of the log of account 30001 is ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UPDATE log_account SET settled = 0 WHERE owner = 30001", "the row of the log of account 30001 is damaged")]
    [InlineData("UPDATE log_account SET last = 7 WHERE owner = 30001", "the row of the log of account 30001 is damaged")]
    public async Task An_account_whose_row_of_the_log_is_wrong_is_not_given(string sql, string named)
    {
        await using var store = await OpenAfterAsync(sql);
        await Assert.ThrowsAsync<StoreDamagedException>(() => store.LoadAsync(s_anna, Now));
        await Assert.ThrowsAsync<StoreDamagedException>(() => store.CommitAsync(s_anna, [SmallStore.Came(20, "new")]));
        Assert.NotNull(await store.LoadAsync(SmallStore.Uins[0], Now));
        store.LookForDamage(Now);
        Assert.Contains(store.Damage.Found, damage => damage.Text.Contains(named, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_conversation_that_is_wrong_is_refused_and_never_made_right_by_what_comes()
    {
        await using var store = await OpenAfterAsync("UPDATE conversation SET settled_through = 0 WHERE owner = 30001 AND peer = 10001");
        await Assert.ThrowsAsync<StoreDamagedException>(() => store.ListConversationsAsync(s_anna, long.MaxValue, 10, Now));
        await store.CommitAsync(s_anna, [SmallStore.Came(20, "new", 10001)]);
        await Assert.ThrowsAsync<StoreDamagedException>(() =>
            store.CommitAsync(s_anna, [new Change.ReadMarked(new(10001), 8, 21, Settles: true)]));
        // What comes goes on, however much it is.
        for (var number = 22; number < 200; number++)
            await store.CommitAsync(s_anna, [SmallStore.Came(number, "new", 10003)]);
        Assert.Equal([20, .. Enumerable.Range(22, 178)],
            (await store.ReadLogAsync(s_anna, 9, 1000, Now)).Items.Select(item => (int)item.Number));
        Assert.Contains(store.Damage.Found, damage =>
            damage.Text.Contains("the conversation of account 30001 with 10001 is damaged", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UPDATE log SET kind = 77 WHERE owner = 30001 AND number = 5", "item 5 of the log of account 30001 makes no sense")]
    [InlineData("UPDATE log SET kind = 24 WHERE owner = 30001 AND number = 5", "item 5 of the log of account 30001 makes no sense")]
    [InlineData("UPDATE log SET at = 9223372036854775807 WHERE owner = 30001 AND number = 5",
        "item 5 of the log of account 30001 makes no sense")]
    [InlineData("UPDATE log SET sent_key = 'k' WHERE owner = 30001 AND number = 5", "item 5 of the log of account 30001 makes no sense")]
    [InlineData("UPDATE log SET sent_key = printf('%065d', 0) WHERE owner = 30001 AND number = 3",
        "item 3 of the log of account 30001 makes no sense")]
    [InlineData("UPDATE conversation SET settled_through = 99 WHERE owner = 30001 AND peer = 10001",
        "the conversation of account 30001 with 10001 makes no sense")]
    [InlineData("UPDATE log_account SET bytes = -1 WHERE owner = 30001", "the row of the log of account 30001 makes no sense")]
    [InlineData("UPDATE epoch SET number = 0", "the number of the store makes no sense")]
    [InlineData("UPDATE account SET keeps_sent = 7 WHERE uin = 30001", "the row of account 30001 makes no sense")]
    public async Task Rows_with_right_checksums_and_nonsense_in_them_are_named(string sql, string named)
    {
        await using var store = await OpenAfterAsync($"""
            {sql}; UPDATE log SET checksum = {RowSum.Log}; UPDATE conversation SET checksum = {RowSum.Conversation};
            UPDATE log_account SET checksum = {RowSum.LogAccount}; UPDATE account SET checksum = {RowSum.Account};
            """);
        store.LookForDamage(Now);
        Assert.Contains(store.Damage.Found, damage => damage.Text.Contains(named, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UPDATE log SET sent_key = NULL WHERE owner = 30001 AND number = 3")]
    [InlineData("UPDATE log SET sent_key = '' WHERE owner = 30001 AND number = 3")]
    [InlineData("UPDATE log SET sent_key = 'key:7' WHERE owner = 30001 AND number = 3")]
    public async Task A_text_whose_key_is_damaged_is_damaged(string sql)
    {
        await using var store = await OpenAfterAsync(sql);
        Assert.Equal(Uin.System, (await store.ReadPageAsync(s_anna, null, 4, 1, Now)).Single().Peer);
        Assert.Null(await store.FindSentAsync(s_anna, new(10002), "key:3", Now));
        Assert.Equal(7, (await store.FindSentAsync(s_anna, new(10002), "key:7", Now))?.Number);
    }

    [Fact]
    public async Task A_damaged_item_cannot_be_deleted_and_one_that_the_sweep_leaves_stays_damaged()
    {
        await using var store = await OpenAfterAsync("UPDATE log SET text = 'evil' WHERE owner = 30001 AND number = 2");
        await Assert.ThrowsAsync<StoreDamagedException>(() =>
            store.CommitAsync(s_anna, [new Change.ItemDeleted(2, 20, DateTimeOffset.UnixEpoch)]));
        // 2 waits. The row before it goes, and its own names another one then.
        Assert.Equal(1, (await store.SweepLogAsync(s_anna, DateTimeOffset.MaxValue, long.MaxValue, anew: true, 2)).Removed);
        Assert.Equal(Uin.System, (await store.ReadPageAsync(s_anna, null, 3, 10, Now)).Single().Peer);
        store.LookForDamage(Now);
        Assert.Contains(store.Damage.Found, damage =>
            damage.Text.Contains("item 2 of the log of account 30001 is damaged", StringComparison.Ordinal));
        Assert.DoesNotContain(store.Damage.Found, damage => damage.Text.Contains("is missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_log_is_not_taken_for_one_that_lacks_anything_whatever_was_done_to_it()
    {
        await using var store = SqliteStore.Open(_path);
        await store.CommitAsync(s_anna, [new Change.ItemDeleted(5, 20, DateTimeOffset.UnixEpoch), SmallStore.Came(23, "more"),
            new Change.ReadMarked(new(10003), 23, 24, true)]);
        await store.SweepLogAsync(s_anna, DateTimeOffset.MaxValue, long.MaxValue, anew: true, 4);
        await store.SweepLogAsync(s_anna, DateTimeOffset.MaxValue, long.MaxValue, anew: false, 3);
        await store.CommitAsync(s_anna, [SmallStore.Came(30, "last")]);
        store.LookForDamage(Now);
        Assert.Empty(store.Damage.Found);
        Assert.DoesNotContain((await store.ReadLogAsync(s_anna, 0, 100, Now)).Items, item => item.Peer == Uin.System);
        Assert.DoesNotContain(await store.ReadPageAsync(s_anna, null, long.MaxValue, 100, Now), item => item.Peer == Uin.System);
        Assert.Equal(LogKind.Text, (await store.ReadLogAsync(s_anna, 24, 100, Now)).Items.Single().Kind);
    }
}
