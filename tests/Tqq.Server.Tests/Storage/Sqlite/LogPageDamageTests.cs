using System.Text;
using Tqq.Core;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Tests.Storage.Sqlite.Flips;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>
/// A page of an account with devices is damaged: what is not found there any more is missed, or nothing is said that hangs on it.
/// </summary>
public sealed class LogPageDamageTests : IAsyncLifetime
{
    private const byte Log = 0x0A;
    private const byte Messages = 0x0D;
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

    // The store with all rows spoilt that hold something, in pages of one kind. Nothing but the log has texts where no row has a place.
    private SqliteStore OpenAfter(byte kind, string holds)
    {
        var (bytes, wanted) = (_whole.Database.ToArray(), Encoding.UTF8.GetBytes(holds));
        for (var at = 0; at < bytes.Length; at += TablePage.Size)
            if (bytes[at] == kind && bytes.AsSpan(at, TablePage.Size).IndexOf(wanted) is >= 0 and var found)
                bytes[at + found] ^= 1;
        Assert.NotEqual(_whole.Database, bytes);
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
        await using var store = OpenAfter(Log, "5: 你好");
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
        await using var store = OpenAfter(Log, "5: 你好");
        Assert.Equal(7, (await store.FindSentAsync(s_anna, s_bao, "key:7", Now))?.Number);
        await Assert.ThrowsAsync<StoreDamagedException>(() => store.FindSentAsync(s_anna, s_bao, "key:3", Now));
    }

    [Fact]
    public async Task Nor_is_one_that_has_not_come_to_the_rest_of_the_log()
    {
        await using var store = OpenAfter(Messages, "8: sent");
        Assert.Equal(8, Assert.Single(await store.ReadPageAsync(SmallStore.Equipped, null, long.MaxValue, 100, Now), item =>
            item.Peer == Uin.System).Number);
        await Assert.ThrowsAsync<StoreDamagedException>(() => store.FindSentAsync(SmallStore.Equipped, s_bao, "key:8", Now));
    }

    [Fact]
    public async Task An_account_whose_devices_are_not_found_is_given_without_them_and_gives_no_number_twice()
    {
        await using var store = OpenAfter("device");
        var devices = (await store.LoadAsync(SmallStore.Equipped, Now))!.Devices;
        Assert.Empty(devices.Sessions);
        Assert.Equal(2, devices.LastId);
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
