using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Core.Profiles;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Storage.Sqlite.Pages;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>How many messages wait stands in the mailbox's row.</summary>
public sealed class WaitingCountTests : IDisposable
{
    private const string AccountOfVersion6 =
        "row_sum(uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created, wire_login, allowed_addresses, requires_key, last_app_password, usual_addresses)";

    private const string MailboxOfVersion6 = "row_sum(owner, last_message_id, delivered_through, last_place, milestone)";
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
