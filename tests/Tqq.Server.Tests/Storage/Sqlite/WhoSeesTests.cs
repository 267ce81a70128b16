using Tqq.Core;
using Tqq.Core.Profiles;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Storage.Sqlite.Backups;
using Tqq.Server.Tests.Storage.Sqlite.Flips;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>Who sees which field stands in the account's row; in earlier versions one setting stood there for all.</summary>
public sealed class WhoSeesTests : IDisposable
{
    private const string SumOfVersion21 =
        "row_sum(uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created, wire_login, allowed_addresses, "
        + "requires_key, last_app_password, usual_addresses, keeps_sent, who_may_find, found_as)";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");

    private string Data => Path.Combine(_directory.FullName, "data");

    private string Store => Path.Combine(Data, "tqq.db");

    private string Backup => Path.Combine(_directory.FullName, "backup");

    public void Dispose() => _directory.Delete(recursive: true);

    // Accounts 10001 (friends), 10002 (everyone), 10003 (nobody), each with a profile that says all six fields.
    private static Task MakeOldAsync(string path, string then = "") => OldStore.MakeAsync(path, 21, $$"""
        WITH RECURSIVE n(uin) AS (VALUES (10001) UNION ALL SELECT uin + 1 FROM n WHERE uin < 10003)
        INSERT INTO account (uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created)
            SELECT uin, '{{SmallStore.Hash(new(10001))}}',
                '{"NK":"n","AD":"a","EM":"e","MO":"13612345678","PC":"p","PH":"h","RN":"r","SC":"s"}', 0, uin - 10001, 0, 1, 5 FROM n;
        UPDATE account SET checksum = {{SumOfVersion21}};
        INSERT INTO mailbox (owner, last_message_id, delivered_through, last_place, checksum) SELECT uin, 0, 0, 0, 0 FROM account;
        UPDATE mailbox SET checksum = {{RowSum.Mailbox}};
        {{then}}
        """);

    private static async Task<string> SeenAsync(SqliteStore store, uint uin, Viewer viewer)
    {
        var account = (await store.LoadAsync(new Uin(uin), TestContext.Current.CancellationToken))!.Account;
        return string.Join(' ', account.Profile.SeenBy(viewer, account.Settings.WhoSees).Profile.Fields
            .Where(pair => pair.Key != ProfileField.NK).Select(pair => $"{pair.Key}={pair.Value}"));
    }

    // What the rule of the one setting was.
    private static async Task AssertAsBeforeAsync(SqliteStore store)
    {
        const string All = "AD=a EM=e MO=13612345678 PC=p PH=h RN=r SC=s";
        const string Masked = "AD=a EM=e MO=136******** PC=p PH=h RN=r SC=s";
        const string Closed = "MO=136******** SC=s";
        foreach (var (uin, stranger, friend) in ((uint, string, string)[])[(10001, Closed, Masked), (10002, All, All),
            (10003, Closed, Closed)])
            Assert.Equal((stranger, friend, All), (await SeenAsync(store, uin, Viewer.Stranger),
                await SeenAsync(store, uin, Viewer.Friend), await SeenAsync(store, uin, Viewer.Oneself)));
    }

    [Fact]
    public async Task What_an_account_had_chosen_for_all_it_has_chosen_for_each_after_an_upgrade()
    {
        Directory.CreateDirectory(Data);
        await MakeOldAsync(Store);
        await using var store = SqliteStore.Open(Store);
        await AssertAsBeforeAsync(store);
        store.LookForDamage(TestContext.Current.CancellationToken);
        Assert.Empty(store.Damage.Found);
    }

    [Fact]
    public async Task A_row_that_was_damaged_before_an_upgrade_is_so_after_it()
    {
        Directory.CreateDirectory(Data);
        await MakeOldAsync(Store, "UPDATE account SET disclosure = 1 WHERE uin = 10003;");
        await using var store = SqliteStore.Open(Store);
        await Assert.ThrowsAsync<StoreDamagedException>(() => store.LoadAsync(new Uin(10003), TestContext.Current.CancellationToken));
        Assert.NotNull(await store.LoadAsync(new Uin(10002), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_backup_of_the_version_before_comes_back_with_the_same_choices()
    {
        await MakeOldAsync(Backup);
        StoreRestore.Restore(Backup, Data, false, DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
        await using var store = SqliteStore.Open(Store);
        await AssertAsBeforeAsync(store);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AG=nobody MO=friends RN=everyone")]
    public void The_text_of_a_row_reads_as_it_was_written(string text) => Assert.Equal(text, WhoSeesText.Write(WhoSeesText.Read(text)));
}
