using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Storage.Sqlite.Backups;
using Tqq.Server.Tests.Storage.Sqlite.Flips;

namespace Tqq.Server.Tests.Storage.Sqlite.Backups;

/// <summary>Backup and restore of a small store.</summary>
public sealed class BackupTests : IAsyncLifetime
{
    private static readonly DateTimeOffset s_now = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");

    private string Data => Path.Combine(_directory.FullName, "data");

    private string Store => Path.Combine(Data, "tqq.db");

    private string Backup => Path.Combine(_directory.FullName, "backup");

    private string Fresh => Path.Combine(_directory.FullName, "fresh");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Data);
        (await SmallStore.MakeAsync(isKilled: true)).PutInto(Data);
    }

    public ValueTask DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return default;
    }

    private BackupFacts Write() => StoreBackup.Write(Data, Backup, default);

    private (BackupFacts Facts, string? Kept) Restore(string data, bool replace = false) =>
        StoreRestore.Restore(Backup, data, replace, s_now, default);

    private static async Task<Reading[]> ReadAsync(string store)
    {
        await using var opened = SqliteStore.Open(store);
        var readings = new List<Reading>();
        foreach (var uin in SmallStore.Uins)
            readings.Add(await Reading.OfAsync(opened, uin));
        return [.. readings];
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_restored_backup_says_what_the_store_said_but_that_nobody_is_logged_in(bool isRunning)
    {
        using (isRunning ? DataDirectory.Open(Data) : null)
        await using (isRunning ? SqliteStore.Open(Store) : null)
            Assert.Equal(new(5, 37), Write());
        Assert.Equal([Backup, Data], Directory.GetFileSystemEntries(_directory.FullName).Order());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(Backup));

        Restore(Fresh);
        var (before, after) = (await ReadAsync(Store), await ReadAsync(Path.Combine(Fresh, "tqq.db")));
        for (var at = 0; at < before.Length; at++)
        {
            Assert.Null(after[at].Against(before[at]));
            Assert.Equal(before[at].Texts["what waits"], after[at].Texts["what waits"]);
            Assert.Null(after[at].Snapshot?.Session);
        }
    }

    [Fact]
    public async Task A_restore_makes_another_store_whose_numbers_are_not_taken_for_those_of_the_one_before()
    {
        Write();
        Restore(Fresh);
        Restore(Data, replace: true);
        Assert.Equal(3,
            (await Task.WhenAll(EpochAsync(Path.Combine(Fresh, "tqq.db")), EpochAsync(Store),
            EpochAsync(Directory.GetFiles(Data, "tqq.db.replaced-*").Order().First()))).Distinct().Count());

        static async Task<long> EpochAsync(string store)
        {
            await using var opened = SqliteStore.Open(store);
            return (await opened.ReadLogAsync(new(10001), 0, 1, TestContext.Current.CancellationToken)).Epoch;
        }
    }

    [Fact]
    public void A_file_that_is_there_is_not_overwritten()
    {
        File.WriteAllText(Backup, "mine");
        Assert.Throws<StoreUnusableException>(Write);
        Assert.Equal("mine", File.ReadAllText(Backup));
    }

    [Fact]
    public void A_damaged_store_makes_no_backup()
    {
        using (var file = File.OpenWrite(Store))
        {
            // The second page, which no store is without.
            file.Position = 4096 + 2000;
            file.WriteByte(77);
        }

        File.Delete(Store + "-wal");
        Assert.Contains("is damaged", Assert.Throws<StoreUnusableException>(Write).Message, StringComparison.Ordinal);
        Assert.Equal([Data], Directory.GetFileSystemEntries(_directory.FullName));
    }

    [Fact]
    public void A_damaged_backup_is_refused_wherever_the_bit_is_and_nothing_is_made()
    {
        Write();
        var whole = File.ReadAllBytes(Backup);
        var chance = new Random(1);
        for (var round = 0; round < 50; round++)
        {
            var damaged = whole.ToArray();
            damaged[chance.Next(whole.Length)] ^= (byte)(1 << chance.Next(8));
            File.WriteAllBytes(Backup, damaged);
            Assert.Throws<StoreUnusableException>(() => Restore(Fresh));
            Assert.False(Directory.Exists(Fresh));
        }
    }

    [Fact]
    public async Task A_store_that_is_there_is_kept_aside_with_its_log_and_only_when_asked()
    {
        Write();
        Assert.Contains("--replace", Assert.Throws<StoreUnusableException>(() => Restore(Data)).Message, StringComparison.Ordinal);
        (await SmallStore.MakeAsync(isKilled: true)).PutInto(Data);
        var kept = Restore(Data, replace: true).Kept;
        Assert.Equal(Store + ".replaced-20260203T040506Z", kept);
        Assert.Null((await ReadAsync(Store))[0].Snapshot!.Session);
        Assert.NotNull((await ReadAsync(kept!))[0].Snapshot!.Session);
        Assert.Equal(9, (await ReadAsync(kept!))[0].Snapshot!.LastMessageId);
    }

    [Fact]
    public void A_directory_in_use_is_refused()
    {
        Write();
        using var server = DataDirectory.Open(Data);
        Assert.Contains("another tqq server", Assert.Throws<StoreUnusableException>(() => Restore(Data, replace: true)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restore_that_did_not_end_is_no_store_until_it_is_given_again()
    {
        Write();
        await File.WriteAllTextAsync(Store + "-restoring", "20260101T000000Z", TestContext.Current.CancellationToken);
        File.Move(Store, Store + ".replaced-20260101T000000Z");
        Assert.Contains("once more", Assert.Throws<StoreUnusableException>(() => SqliteStore.Open(Store)).Message,
            StringComparison.Ordinal);
        Restore(Data, replace: true);
        Assert.Equal(9, (await ReadAsync(Store))[0].Snapshot!.LastMessageId);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("UPDATE message SET text = 'evil' WHERE id = 2;", false)]
    public async Task A_backup_of_an_earlier_version_is_brought_up_to_date_and_read_through(string damage, bool isGood)
    {
        await OldStore.MakeAsync(Backup, 4, $$"""
            INSERT INTO account (uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created) VALUES (10001, '{{SmallStore.Hash(new(10001))}}', '{"NK":"n"}', 0, 0, 0, 1, 5);
            UPDATE account SET checksum = row_sum(uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created, wire_login, allowed_addresses, requires_key, last_app_password, usual_addresses);
            INSERT INTO mailbox VALUES (10001, 2, 0, row_sum(10001, 2, 0));
            INSERT INTO message (owner, id, kind, peer, text, at, previous) VALUES (10001, 1, 9, 10002, 'a', 1, 0), (10001, 2, 9, 10002, 'b', 1, 1);
            UPDATE message SET checksum = row_sum(owner, id, kind, peer, text, at, previous);
            INSERT INTO contact VALUES (10001, 10009, 1, 1, 0);
            INSERT INTO request VALUES (10001, 10008, 'who was deleted', 0);
            {{damage}}
            """);
        if (!isGood)
        {
            Assert.Contains("message 2 of account 10001 is damaged", Assert.Throws<StoreUnusableException>(() => Restore(Fresh)).Message,
                StringComparison.Ordinal);
            Assert.Empty(Directory.GetFiles(Fresh, "tqq.db*"));
            return;
        }

        Assert.Equal(new(1, 2), Restore(Fresh).Facts);
        await using var store = SqliteStore.Open(Path.Combine(Fresh, "tqq.db"));
        // The deletion of that version left such ties.
        Assert.Empty((await store.LoadAsync(new(10001), TestContext.Current.CancellationToken))!.Contacts);
        Assert.Empty((await store.LoadAsync(new(10001), TestContext.Current.CancellationToken))!.Requests);
        Assert.Equal(["a", "b"], (await store.ReadMessagesAsync(new(10001), 0, 9, TestContext.Current.CancellationToken)).Select(message =>
            message.Text));
    }
}
