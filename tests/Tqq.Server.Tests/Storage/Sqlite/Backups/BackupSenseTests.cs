using Microsoft.Data.Sqlite;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Storage.Sqlite.Backups;
using Tqq.Server.Storage.Sqlite.Pages;
using Tqq.Server.Tests.Storage.Sqlite.Flips;

namespace Tqq.Server.Tests.Storage.Sqlite.Backups;

/// <summary>A backup that is whole, page by page and sum by sum, and that this program has not made.</summary>
public sealed class BackupSenseTests : IAsyncLifetime
{
    private const string AccountSum = $"checksum = {RowSum.Account}";
    private const string MessageSum = $"checksum = {RowSum.Message}";
    private const string KeySum = $"checksum = {RowSum.TextKey}";
    private const string MailboxSum = $"checksum = {RowSum.Mailbox}";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");

    private string Data => Path.Combine(_directory.FullName, "data");

    private string Backup => Path.Combine(_directory.FullName, "backup");

    private string Fresh => Path.Combine(_directory.FullName, "fresh");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Data);
        (await SmallStore.MakeAsync(isKilled: true)).PutInto(Data);
        StoreBackup.Write(Data, Backup, default);
    }

    public ValueTask DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return default;
    }

    [Theory]
    [InlineData("CREATE TRIGGER extra AFTER INSERT ON account BEGIN DELETE FROM message; END",
        "the schema has a trigger extra that is not of this program")]
    [InlineData("CREATE VIEW window AS SELECT * FROM account", "the schema has a view window that is not of this program")]
    [InlineData("CREATE TABLE more (a)", "the schema has a table more that is not of this program")]
    [InlineData("CREATE INDEX quick ON message (at)", "the schema has a index quick that is not of this program")]
    [InlineData("DROP TRIGGER account_gone", "the schema lacks the trigger account_gone")]
    [InlineData("DROP TABLE text_key", "the schema lacks the table text_key")]
    [InlineData("DROP TABLE last_alive", "the schema lacks the table last_alive")]
    [InlineData("ALTER TABLE session ADD COLUMN colour TEXT", "the table session of the schema is not as this program makes it")]
    [InlineData(
        "DROP TRIGGER account_born; CREATE TRIGGER account_born AFTER INSERT ON account BEGIN UPDATE census SET accounts = accounts + 2; END", "the trigger account_born of the schema is not as")]
    public void A_backup_whose_schema_is_not_exactly_ours_is_refused(string change, string named) => Refuse(change, named);

    [Fact]
    public async Task So_is_one_of_an_earlier_version_before_anything_of_it_is_run()
    {
        await OldStore.MakeAsync(Backup, 4, "CREATE TRIGGER extra AFTER DELETE ON session BEGIN DELETE FROM account; END");
        Assert.Contains("a trigger extra that is not of this program", Assert.Throws<StoreUnusableException>(Restore).Message,
            StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Fresh, "tqq.db*"));
    }

    [Theory]
    [InlineData($"UPDATE account SET who_may_add = 7 WHERE uin = 10001; UPDATE account SET {AccountSum}",
        "the row of account 10001 makes no sense")]
    [InlineData($"UPDATE account SET profile = '[1]' WHERE uin = 10002; UPDATE account SET {AccountSum}",
        "the row of account 10002 makes no sense")]
    [InlineData($"UPDATE account SET profile = '{{\"XX\":\"1\"}}' WHERE uin = 10002; UPDATE account SET {AccountSum}",
        "the row of account 10002 makes no sense")]
    [InlineData($"UPDATE account SET profile = '{{\"99\":\"1\"}}' WHERE uin = 10002; UPDATE account SET {AccountSum}",
        "the row of account 10002 makes no sense")]
    [InlineData($"UPDATE account SET who_sees = 'NK=nobody' WHERE uin = 10001; UPDATE account SET {AccountSum}",
        "the row of account 10001 makes no sense")]
    [InlineData($"UPDATE account SET who_sees = '99=nobody' WHERE uin = 10001; UPDATE account SET {AccountSum}",
        "the row of account 10001 makes no sense")]
    [InlineData($"UPDATE account SET who_sees = 'RN=us' WHERE uin = 10001; UPDATE account SET {AccountSum}",
        "the row of account 10001 makes no sense")]
    [InlineData($"UPDATE account SET allowed_addresses = '10.0.0.0/99' WHERE uin = 10003; UPDATE account SET {AccountSum}",
        "the row of account 10003 makes no sense")]
    [InlineData($"UPDATE account SET created = 9223372036854775807 WHERE uin = 10001; UPDATE account SET {AccountSum}",
        "the row of account 10001 makes no sense")]
    [InlineData($"UPDATE account SET created = 'soon' WHERE uin = 10001; UPDATE account SET {AccountSum}",
        "the row of account 10001 makes no sense")]
    [InlineData($"UPDATE account SET who_may_find = 9 WHERE uin = 10001; UPDATE account SET {AccountSum}",
        "the row of account 10001 makes no sense")]
    [InlineData($"UPDATE account SET found_as = 'anna' WHERE uin = 10001; UPDATE account SET {AccountSum}",
        "the row of account 10001 makes no sense")]
    [InlineData("INSERT INTO asked VALUES (10001, 10001, 'me', 0, 0, '', 0)", "the request of account 10001 to 10001 makes no sense")]
    [InlineData("INSERT INTO asked VALUES (10009, 10001, 'me', 0, 0, '', 0)", "the request of account 10009 to 10001 makes no sense")]
    [InlineData("INSERT INTO peer_mark VALUES (10001, 10009, 0, 0, 0)", "what account 10001 notes of 10009 makes no sense")]
    [InlineData("INSERT INTO peer_mark VALUES (10009, 10001, 1, 0, 0)", "what account 10009 notes of 10001 makes no sense")]
    [InlineData($"UPDATE message SET kind = 77 WHERE owner = 10001 AND id = 8; UPDATE message SET {MessageSum}",
        "message 8 of account 10001 makes no sense")]
    [InlineData($"UPDATE message SET peer = -1 WHERE owner = 10001 AND id = 8; UPDATE message SET {MessageSum}",
        "message 8 of account 10001 makes no sense")]
    [InlineData($"UPDATE message SET at = 9223372036854775807 WHERE owner = 10001 AND id = 8; UPDATE message SET {MessageSum}",
        "message 8 of account 10001 makes no sense")]
    [InlineData($"UPDATE message SET text = x'00ff' WHERE owner = 10001 AND id = 8; UPDATE message SET {MessageSum}",
        "message 8 of account 10001 makes no sense")]
    [InlineData($"UPDATE mailbox SET delivered_through = 99 WHERE owner = 10002; UPDATE mailbox SET {MailboxSum}",
        "the mailbox of account 10002 makes no sense")]
    [InlineData($"UPDATE mailbox SET last_key = -1 WHERE owner = 10002; UPDATE mailbox SET {MailboxSum}",
        "the mailbox of account 10002 makes no sense")]
    [InlineData($"UPDATE text_key SET sender = 7 WHERE place = 1; UPDATE text_key SET {KeySum}",
        "the text key at 1, of account 10001, makes no sense")]
    [InlineData($"UPDATE text_key SET digest = 'hi' WHERE place = 1; UPDATE text_key SET {KeySum}",
        "the text key at 1, of account 10001, makes no sense")]
    [InlineData($"UPDATE text_key SET at = 9223372036854775807 WHERE place = 2; UPDATE text_key SET {KeySum}",
        "the text key at 2, of account 10001, makes no sense")]
    [InlineData("INSERT INTO contact VALUES (10001, 7, 1, 1, 0, 0)", "the tie of account 10001 to 7 makes no sense")]
    [InlineData("INSERT INTO contact VALUES (10009, 10001, 1, 1, 0, 0)", "the tie of account 10009 to 10001 makes no sense")]
    [InlineData("INSERT INTO request VALUES (10001, 4294967296, 'me', 0)", "the request of 4294967296 to account 10001 makes no sense")]
    [InlineData("INSERT INTO app_password VALUES (10001, 9, 'phone', hex(zeroblob(32)), 0, 5, 'nowhere')",
        "app password 9 of account 10001 makes no sense")]
    [InlineData($"UPDATE account SET profile = '{{\"NK\":\"n\",\"AG\":\"old\"}}' WHERE uin = 10002; UPDATE account SET {AccountSum}",
        "the row of account 10002 makes no sense")]
    [InlineData($"UPDATE account SET profile = '{{\"NK\":null}}' WHERE uin = 10002; UPDATE account SET {AccountSum}",
        "the row of account 10002 makes no sense")]
    [InlineData($"UPDATE account SET profile = '{{\"NK\":\"a\\u0007b\"}}' WHERE uin = 10002; UPDATE account SET {AccountSum}",
        "the row of account 10002 makes no sense")]
    [InlineData(
        $"UPDATE account SET profile = '{{\"NK\":\"123456789012345678901234567890123\"}}' WHERE uin = 10002; UPDATE account SET {AccountSum}", "the row of account 10002 makes no sense")]
    [InlineData($"UPDATE account SET profile = '{{\"AG\":\"20\"}}' WHERE uin = 10002; UPDATE account SET {AccountSum}",
        "the row of account 10002 makes no sense")]
    [InlineData($"UPDATE account SET profile = '{{\"NK\":\"n\",\"CV\":\"5\"}}' WHERE uin = 10002; UPDATE account SET {AccountSum}",
        "the row of account 10002 makes no sense")]
    [InlineData(
        $"DELETE FROM message WHERE owner = 10002; UPDATE mailbox SET last_message_id = 9223372036854775807, delivered_through = 9223372036854775807, messages = 0, delivered = 0, last_place = 0, milestone = 0 WHERE owner = 10002; UPDATE mailbox SET {MailboxSum}", "the mailbox of account 10002 makes no sense")]
    [InlineData("INSERT INTO contact VALUES (10001, 10001, 1, 1, 0, 0)", "the tie of account 10001 to 10001 makes no sense")]
    [InlineData("INSERT INTO request VALUES (10001, 10001, 'me', 0)", "the request of 10001 to account 10001 makes no sense")]
    [InlineData("INSERT INTO device_owner VALUES (10001, 1, 10); INSERT INTO device VALUES (10001, 2, 1, '', '::1', 0, 0, NULL, NULL, '', NULL, NULL, NULL, NULL, NULL, NULL)",
        "device session 2 of account 10001 makes no sense")]
    [InlineData("INSERT INTO device_owner VALUES (10001, 1, 10); INSERT INTO device VALUES (10001, 1, 9, '', '::1', 0, 0, NULL, NULL, '', NULL, NULL, NULL, NULL, NULL, NULL)",
        "device session 1 of account 10001 makes no sense")]
    [InlineData("INSERT INTO device_owner VALUES (10001, 1, 10); INSERT INTO device VALUES (10001, 1, 1, '', 'nowhere', 0, 0, NULL, NULL, '', NULL, NULL, NULL, NULL, NULL, NULL)",
        "device session 1 of account 10001 makes no sense")]
    [InlineData("INSERT INTO reserved_number VALUES (10001)", "the reserved number 10001 makes no sense")]
    [InlineData("INSERT INTO invitation_use VALUES (8, 10001)", "the use of invitation 8 by account 10001 makes no sense")]
    [InlineData("INSERT INTO invitation VALUES (7, 'x', '', '', 0, 1, NULL)", "invitation 7 makes no sense")]
    [InlineData("INSERT INTO device VALUES (10001, 1, 1, '', '::1', 0, 0, NULL, NULL, '', NULL, NULL, NULL, NULL, NULL, NULL)", "device session 1 of account 10001 makes no sense")]
    [InlineData("INSERT INTO device_owner VALUES (10009, 1, 10)", "what is known of the devices of account 10009 makes no sense")]
    [InlineData("INSERT INTO device_owner VALUES (10001, 1, 11)", "what is known of the devices of account 10001 makes no sense")]
    [InlineData("INSERT INTO app_password VALUES (10009, 9, 'phone', hex(zeroblob(32)), 0, NULL, NULL)",
        "app password 9 of account 10009 makes no sense")]
    [InlineData("INSERT INTO app_password VALUES (10001, 9, 'phone', 'AA', 0, NULL, NULL)",
        "app password 9 of account 10001 makes no sense")]
    [InlineData("INSERT INTO app_password VALUES (10001, 9, 'phone', lower(hex(zeroblob(31)) || 'ab'), 0, NULL, NULL)",
        "app password 9 of account 10001 makes no sense")]
    [InlineData("UPDATE session SET key_hash = 'secret' WHERE owner = 10001", "the session of account 10001 makes no sense")]
    [InlineData("INSERT INTO contact VALUES (10001, 10009, 1, 1, 0, 0)", "the tie of account 10001 to 10009 makes no sense")]
    [InlineData("INSERT INTO request VALUES (10001, 10009, 'me', 0)", "the request of 10009 to account 10001 makes no sense")]
    [InlineData($"UPDATE account SET profile = '{{}}' WHERE uin = 10002; UPDATE account SET {AccountSum}",
        "the row of account 10002 makes no sense")]
    [InlineData($"UPDATE account SET profile = 'null' WHERE uin = 10002; UPDATE account SET {AccountSum}",
        "the row of account 10002 makes no sense")]
    [InlineData($"UPDATE account SET password_hash = 'secret' WHERE uin = 10002; UPDATE account SET {AccountSum}",
        "the row of account 10002 makes no sense")]
    [InlineData($"UPDATE account SET password_hash = '' WHERE uin = 10002; UPDATE account SET {AccountSum}",
        "the row of account 10002 makes no sense")]
    [InlineData(
        $"UPDATE account SET password_hash = replace(password_hash, 'm=8,', 'm=1048576,') WHERE uin = 10002; UPDATE account SET {AccountSum}", "the row of account 10002 makes no sense")]
    [InlineData("INSERT INTO deletion VALUES (10001, 1)", "the deletion of account 10001 makes no sense")]
    [InlineData("UPDATE census SET accounts = 1000000", "the number of accounts makes no sense")]
    public void Rows_with_right_checksums_and_nonsense_in_them_are_named(string change, string named) => Refuse(change, named);

    [Fact]
    public void A_tie_to_somebody_whose_deletion_is_not_finished_makes_sense()
    {
        Tamper(Backup,
            "INSERT INTO deletion VALUES (10009, 0); INSERT INTO contact VALUES (10001, 10009, 1, 1, 0, 0); INSERT INTO request VALUES (10002, 10009, 'me', 0)");
        Restore();
    }

    [Fact]
    public void An_invisible_nickname_which_an_earlier_version_took_makes_sense()
    {
        Tamper(Backup, $"UPDATE account SET profile = '{{\"NK\":\"\u200b\"}}' WHERE uin = 10002; UPDATE account SET {AccountSum}");
        Restore();
    }

    [Theory]
    [InlineData("UPDATE account SET profile = '[1]' WHERE uin = 10001")]
    [InlineData("UPDATE account SET usual_addresses = 'here' WHERE uin = 10001")]
    [InlineData("UPDATE account SET created = 9223372036854775807 WHERE uin = 10001")]
    public async Task A_server_takes_an_account_that_makes_no_sense_for_damaged(string change)
    {
        Tamper(Path.Combine(Data, "tqq.db"), $"{change}; UPDATE account SET {AccountSum}");
        await using var store = SqliteStore.Open(Path.Combine(Data, "tqq.db"));
        await Assert.ThrowsAsync<StoreDamagedException>(() => store.LoadAsync(new(10001), TestContext.Current.CancellationToken));
        Assert.NotNull(await store.LoadAsync(new(10002), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("tqq.db-wal")]
    [InlineData("tqq.db-shm")]
    [InlineData("tqq.db-journal")]
    [InlineData("tqq.db.new")]
    [InlineData("TQQ.DB-WAL")]
    [InlineData("tqq.db-restoring")]
    [InlineData("lock")]
    [InlineData("admin.json")]
    public void A_backup_is_not_named_like_a_file_of_the_stores_own(string name)
    {
        var other = Path.Combine(_directory.FullName, "other");
        Directory.CreateSymbolicLink(other, Data);
        foreach (var left in Directory.GetFiles(Data))
            if (left != Path.Combine(Data, "tqq.db"))
                File.Delete(left);
        foreach (var way in new[] { Data, other })
            Assert.Contains("the store's own files", Assert.Throws<StoreUnusableException>(() =>
                StoreBackup.Write(Data, Path.Combine(way, name), TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.Equal([Path.Combine(Data, "tqq.db")], Directory.GetFiles(Data));
    }

    [Fact]
    public async Task A_store_with_its_log_beside_it_is_no_backup()
    {
        (await SmallStore.MakeAsync(isKilled: true)).PutInto(Data);
        var named = Assert.Throws<StoreUnusableException>(() =>
            StoreRestore.Restore(Path.Combine(Data, "tqq.db"), Fresh, replace: false, default,
            TestContext.Current.CancellationToken)).Message;
        Assert.Contains("tqq backup", named, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Fresh));
    }

    private static void Tamper(string file, string change)
    {
        using var connection = SqliteConnections.Open(file, SqliteOpenMode.ReadWrite, CheckedVfs.Name);
        connection.Run(change);
    }

    private void Refuse(string change, string named)
    {
        Tamper(Backup, change);
        Assert.Contains(named, Assert.Throws<StoreUnusableException>(Restore).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Fresh));
    }

    private void Restore() => StoreRestore.Restore(Backup, Fresh, replace: false, default, default);
}
