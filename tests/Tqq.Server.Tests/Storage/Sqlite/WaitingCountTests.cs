using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Core.Profiles;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Storage.Sqlite.Pages;
using Tqq.Server.Tests.Storage.Sqlite.Flips;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>How many messages wait stands in the mailbox's row.</summary>
public sealed class WaitingCountTests : IDisposable
{
    private const string AccountOfVersion6 =
        "row_sum(uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created, wire_login, allowed_addresses, requires_key, last_app_password, usual_addresses)";

    private const string MailboxOfVersion6 = "row_sum(owner, last_message_id, delivered_through, last_place, milestone)";
    private const string MailboxOfVersion12 =
        "row_sum(owner, last_message_id, delivered_through, last_place, milestone, messages, delivered, last_key, bytes, delivered_bytes)";

    private const string MessageOfVersion6 = "row_sum(owner, id, kind, peer, text, at, previous, previous_place, milestone)";
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");

    private string FilePath => Path.Combine(_directory.FullName, "tqq.db");

    public void Dispose() => _directory.Delete(recursive: true);

    private static async Task<AccountSnapshot> LoadAsync(SqliteStore store, Uin uin) =>
        (await store.LoadAsync(uin, TestContext.Current.CancellationToken))!;

    private async Task ChangeFileAsync(string sql)
    {
        await using var connection = SqliteConnections.Open(FilePath, SqliteOpenMode.ReadWrite, CheckedVfs.Name);
        connection.Run(sql);
    }

    [Fact]
    public async Task Loading_an_account_reads_no_waiting_text_to_count_them()
    {
        await using (var made = SqliteStore.Open(FilePath))
        {
            await made.CommitAsync(Anna,
                [new Change.AccountCreated(new(Anna, Profile.Named("n"), AccountSettings.Default, true, DateTimeOffset.UnixEpoch),
                "hash")]);
            await made.CommitAsync(Anna, [.. Enumerable.Range(1, 300).Select(id =>
                new Change.MessageAppended(new(id, MessageKind.Text, Bao, "hi", DateTimeOffset.UnixEpoch)))]);
            await made.CommitAsync(Anna, [new Change.Delivered(100, 100, 200)]);
        }

        // If any of them were read, the damage would be found.
        await ChangeFileAsync("UPDATE message SET text = 'other'");
        await using var store = SqliteStore.Open(FilePath);
        Assert.Equal((200, 100L), await LoadAsync(store, Anna) is var anna ? (anna.Undelivered, anna.Delivered) : default);
        Assert.Empty(store.Damage.Found);
    }

    [Fact]
    public async Task An_upgrade_counts_anew_what_an_earlier_version_counted_wrong_and_says_so()
    {
        var nick = """{"NK":"n"}""";
        await OldStore.MakeAsync(FilePath, 12, $"""
            WITH RECURSIVE n(uin) AS (VALUES (10001) UNION ALL SELECT uin + 1 FROM n WHERE uin < 10003)
            INSERT INTO account (uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created)
                SELECT uin, '{SmallStore.Hash(Anna)}', '{nick}', 0, 0, 0, 1, 5 FROM n;
            UPDATE account SET checksum = {AccountOfVersion6.Replace(")", ", keeps_sent)", StringComparison.Ordinal)};
            INSERT INTO mailbox (owner, last_message_id, delivered_through, last_place, messages, delivered, bytes, delivered_bytes, checksum)
                VALUES (10001, 5, 1, 1, 3, 4, 9, 3, 0), (10002, 0, 0, 0, 0, 0, 0, 0, 0), (10003, 0, 0, 0, 0, 1, 0, 0, 0);
            INSERT INTO log_account VALUES (10001, 4, 4, 415, 1, 7, 0, 0, 0, 1, 0);
            INSERT INTO log (owner, number, kind, peer, text, at, previous, checksum) VALUES
                (10001, 1, 9, 10002, 'had', 1, 0, 0), (10001, 2, 9, 10002, 'read', 1, 1, 0),
                (10001, 3, 9, 10002, 'waits', 1, 2, 0), (10001, 4, 20, 10002, 'out', 1, 3, 0);
            INSERT INTO message (place, owner, id, kind, peer, text, at, previous, previous_place, milestone, checksum)
                VALUES (1, 10001, 5, 9, 10002, '你', 1, 4, 0, 0, 0);
            INSERT INTO conversation VALUES (10001, 10002, 4, 1, 2, 0, 2, row_sum(10001, 10002, 4, 1, 2, 0, 2));
            UPDATE log SET checksum = row_sum(owner, number, kind, peer, text, at, previous);
            UPDATE message SET checksum = {MessageOfVersion6};
            UPDATE log_account SET checksum = row_sum(owner, last, through, bytes, settled, settled_bytes, swept, oldest, gone_through, is_filled);
            UPDATE mailbox SET checksum = {MailboxOfVersion12};
            UPDATE mailbox SET checksum = 7 WHERE owner = 10003;
            """);
        await using var store = SqliteStore.Open(FilePath);
        Assert.EndsWith("the mailbox of account 10001 had counted wrong; what waits there was counted anew",
            Assert.Single(store.Damage.Found).Text, StringComparison.Ordinal);
        Assert.Equal((2, 8L), await LoadAsync(store, Anna) is var anna ? (anna.Undelivered, anna.UndeliveredBytes) : default);
        Assert.Equal(["waits", "你"],
            (await store.ReadMessagesAsync(Anna, 1, 9, TestContext.Current.CancellationToken)).Select(message => message.Text));
        store.LookForDamage(TestContext.Current.CancellationToken);
        Assert.Equal([$"{FilePath}: the mailbox of account 10003 is damaged"], store.Damage.Found.Skip(1).Select(found => found.Text));
    }

    [Fact]
    public async Task A_store_of_the_version_before_counts_what_waits_once_and_leaves_a_damaged_mailbox_damaged()
    {
        await OldStore.MakeAsync(FilePath, 6, $$"""
            WITH RECURSIVE n(uin) AS (VALUES (10001) UNION ALL SELECT uin + 1 FROM n WHERE uin < 10004)
            INSERT INTO account (uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created) SELECT uin, 'hash', '{}', 0, 0, 0, 1, 5 FROM n;
            UPDATE account SET checksum = {{AccountOfVersion6}};
            INSERT INTO message (place, owner, id, kind, peer, text, at, previous, previous_place, milestone, checksum) VALUES
                (1, 10001, 1, 9, 10009, 'a', 1, 0, 0, 0, 0), (2, 10001, 2, 9, 10009, 'b', 1, 1, 1, 0, 0), (3, 10001, 4, 9, 10009, 'c', 1, 2, 2, 0, 0);
            UPDATE message SET checksum = {{MessageOfVersion6}};
            INSERT INTO mailbox (owner, last_message_id, delivered_through, checksum, last_place, milestone) VALUES (10001, 4, 1, 0, 3, 0), (10002, 0, 0, 0, 0, 0), (10003, 2, 1, 0, 9, 0), (10004, 2, 1, 0, 9, 0);
            UPDATE mailbox SET checksum = {{MailboxOfVersion6}};
            UPDATE mailbox SET last_message_id = 3 WHERE owner = 10004;
            """);
        await using var store = SqliteStore.Open(FilePath);
        Assert.Equal(2, (await LoadAsync(store, Anna)).Undelivered);
        Assert.Equal(0, (await LoadAsync(store, Bao)).Undelivered);
        // The message that has to wait is missing: its owner gets a notice in its place.
        Assert.Equal(1, (await LoadAsync(store, new(10003))).Undelivered);
        await Assert.ThrowsAsync<StoreDamagedException>(() => store.LoadAsync(new(10004), TestContext.Current.CancellationToken));
    }
}
