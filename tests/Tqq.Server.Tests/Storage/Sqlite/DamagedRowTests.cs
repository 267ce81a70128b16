using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Storage.Sqlite.Pages;
using Tqq.Server.Tests.Storage.Sqlite.Flips;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>A row that is not what the store wrote, on a page that is whole: only the row's own checksum shows it.</summary>
public sealed class DamagedRowTests : IAsyncLifetime
{
    private static readonly Uin s_anna = SmallStore.Uins[0];
    private static readonly Uin s_bao = SmallStore.Uins[1];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private string _path = "";

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
    [InlineData("UPDATE message SET text = 'evil' WHERE owner = 10001 AND id = 5", 5)]
    [InlineData("UPDATE message SET owner = 10009 WHERE owner = 10001 AND id = 5", 5)]
    [InlineData("UPDATE message SET id = 4 WHERE owner = 10001 AND id = 5", 5)]
    [InlineData("DELETE FROM message WHERE owner = 10001 AND id = 3", 3)]
    [InlineData("DELETE FROM message WHERE owner = 10001 AND id = 7", 7)]
    public async Task A_message_that_is_wrong_or_missing_is_named_and_a_notice_stands_in_its_place(string sql, long id)
    {
        await using var store = await OpenAfterAsync(sql);
        var messages = await store.ReadMessagesAsync(s_anna, 2, 100, TestContext.Current.CancellationToken);
        Assert.Equal([3L, 5L, 6L, 7L], messages.Select(message => message.Id));
        Assert.Equal(id, Assert.Single(messages, message => message.Peer == Uin.System).Id);
        Assert.Equal(4, (await store.LoadAsync(s_anna, TestContext.Current.CancellationToken))!.Undelivered);
        Assert.Contains($"message {id} of account 10001", Assert.Single(store.Damage.Found).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(await store.ReadMessagesAsync(s_bao, 2, 100, TestContext.Current.CancellationToken), message =>
            message.Peer == Uin.System);
    }

    [Theory]
    [InlineData("UPDATE account SET password_hash = 'evil' WHERE uin = 10001")]
    [InlineData("UPDATE account SET enabled = 0 WHERE uin = 10001")]
    [InlineData("UPDATE mailbox SET delivered_through = 7 WHERE owner = 10001")]
    [InlineData("UPDATE mailbox SET owner = 10009 WHERE owner = 10001")]
    [InlineData("DELETE FROM mailbox WHERE owner = 10001")]
    public async Task An_account_that_is_wrong_is_not_given_and_the_others_are(string sql)
    {
        await using var store = await OpenAfterAsync(sql);
        await Assert.ThrowsAsync<StoreDamagedException>(() => store.LoadAsync(s_anna, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<StoreDamagedException>(() => store.ReadPasswordHashAsync(s_anna, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<StoreDamagedException>(() => store.ReadMessagesAsync(s_anna, 0, 1, TestContext.Current.CancellationToken));
        Assert.NotNull(await store.LoadAsync(s_bao, TestContext.Current.CancellationToken));
        Assert.Contains("account 10001", Assert.Single(store.Damage.Found).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE text_key SET mark_low = mark_low + 1")]
    [InlineData("UPDATE text_key SET digest = 0")]
    [InlineData("UPDATE text_key SET owner = 10009")]
    public async Task Keys_that_are_wrong_are_named_and_left_out_and_the_account_is_given(string sql)
    {
        await using var store =
            await OpenAfterAsync($"{sql} WHERE owner = 10001 AND place = (SELECT max(place) FROM text_key WHERE owner = 10001)");
        Assert.DoesNotContain(SmallStore.Key(7), (await store.LoadAsync(s_anna, TestContext.Current.CancellationToken))!.TextKeys);
        Assert.Contains("keys of texts to account 10001 are damaged", Assert.Single(store.Damage.Found).Text, StringComparison.Ordinal);
        Assert.Equal([SmallStore.Key(6), SmallStore.Key(7)],
            (await store.LoadAsync(s_bao, TestContext.Current.CancellationToken))!.TextKeys);
        store.LookForDamage(TestContext.Current.CancellationToken);
        Assert.Contains(store.Damage.Found, damage => damage.Text.Contains("the text key at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_nobody_asks_for_is_found_by_looking()
    {
        await using var store = await OpenAfterAsync("""
            UPDATE message SET at = 1 WHERE owner = 10002 AND id = 6;
            DELETE FROM message WHERE owner = 10003 AND id = 7;
            UPDATE account SET who_may_add = 2 WHERE uin = 10001;
            UPDATE mailbox SET delivered_through = 1 WHERE owner = 10002;
            """);
        Assert.Empty(store.Damage.Found);
        store.LookForDamage(TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                $"{_path}: the row of account 10001 is damaged", $"{_path}: the mailbox of account 10002 is damaged",
                    $"{_path}: message 6 of account 10002 is damaged",
                $"{_path}: message 7 of account 10003 is missing",
            ],
            store.Damage.Found.Select(damage => damage.Text));
    }

    [Fact]
    public async Task A_store_from_before_there_were_checksums_says_the_same_and_has_them()
    {
        await OldStore.MakeAsync(_path, 1, $$"""
            INSERT INTO account VALUES (10001, '{{SmallStore.Hash(s_anna)}}', '{"NK":"Anna"}', 0, 0, 0, 1, 5, 6, 2);
            INSERT INTO message VALUES (10001, 2, 9, 10002, 'b', 1), (10001, 3, 9, 10002, 'c', 1), (10001, 6, 9, 10002, 'f', 1);
            """);
        await using var store = SqliteStore.Open(_path);
        Assert.Equal(["c", "f"], (await store.ReadMessagesAsync(s_anna, 2, 9, TestContext.Current.CancellationToken)).Select(message =>
            message.Text));
        Assert.Equal(("Anna", 2), (await store.LoadAsync(s_anna, TestContext.Current.CancellationToken) is { } anna
            ? (anna.Account.Profile.Nick, anna.Undelivered) : default));
        store.LookForDamage(TestContext.Current.CancellationToken);
        Assert.Empty(store.Damage.Found);
        Assert.Equal(PageSum.Size, SqliteHeader.Read(_path)!.Value.Reserved);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task That_a_store_is_brought_up_to_date_is_said_once_and_of_a_new_one_never(int version)
    {
        await OldStore.MakeAsync(_path, version, "");
        var said = 0;
        for (var start = 0; start < 2; start++)
        {
            await using var store = SqliteStore.Open(_path, onUpgrade: () => said++);
        }

        Assert.Equal(1, said);
        await using var made = SqliteStore.Open(_path + "-new", onUpgrade: () => said++);
        Assert.Equal(1, said);
    }

    [Fact]
    public async Task What_was_damaged_before_a_store_was_brought_up_to_date_is_so_after_it()
    {
        const string Sum =
            "row_sum(uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created, last_message_id, delivered_through, wire_login, allowed_addresses, requires_key, last_app_password, usual_addresses)";
        await OldStore.MakeAsync(_path, 3, $$"""
            INSERT INTO account (uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created, last_message_id, delivered_through)
            VALUES (10001, 'hash', '{}', 0, 0, 0, 1, 5, 6, 2), (10002, 'hash', '{}', 0, 0, 0, 1, 5, 6, 6), (10003, 'hash', '{}', 0, 0, 0, 1, 5, 6, 2);
            UPDATE account SET checksum = {{Sum}};
            UPDATE account SET delivered_through = 6 WHERE uin = 10001;
            UPDATE account SET password_hash = 'evil' WHERE uin = 10003;
            """);
        await using var store = SqliteStore.Open(_path);
        await Assert.ThrowsAsync<StoreDamagedException>(() => store.LoadAsync(s_anna, TestContext.Current.CancellationToken));
        Assert.Equal((6, 6), await store.LoadAsync(s_bao, TestContext.Current.CancellationToken) is { } bao
            ? (bao.LastMessageId, bao.DeliveredThrough) : default);
        await Assert.ThrowsAsync<StoreDamagedException>(() =>
            store.ReadPasswordHashAsync(new(10003), TestContext.Current.CancellationToken));
    }
}
