using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Core.Profiles;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Storage.Sqlite.Pages;
using Tqq.Server.Tests.Storage.Sqlite.Flips;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>How a mailbox comes into the log of its account.</summary>
public sealed class LogFillingTests : IDisposable
{
    private const int Messages = 3000;
    private static readonly Uin s_anna = new(10001);
    private static readonly Uin s_bao = new(10002);
    private static readonly DateTimeOffset s_noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");

    private string Path => System.IO.Path.Combine(_directory.FullName, "tqq.db");

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    private static Change.MessageAppended Text(long id) => new(new(id, MessageKind.Text, s_bao, $"text {id}", s_noon.AddSeconds(id)));

    // Two accounts with many messages; all but the last ten are delivered.
    private async Task<SqliteStore> FilledAsync()
    {
        var store = SqliteStore.Open(Path);
        foreach (var uin in (Uin[])[s_anna, s_bao])
        {
            await store.CommitAsync(uin,
                [new Change.AccountCreated(new(uin, Profile.Named("n"), AccountSettings.Default, true, s_noon), SmallStore.Hash(uin))]);
            await store.CommitAsync(uin,
                [.. Enumerable.Range(1, Messages).Select(Change (id) => Text(id)), new Change.Delivered(Messages - 10, Messages - 10, 0)]);
        }

        return store;
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = SqliteConnections.Open(Path, SqliteOpenMode.ReadWrite, CheckedVfs.Name);
        return connection.Scalar(sql);
    }

    [Fact]
    public async Task A_log_of_the_version_before_has_no_keys_and_those_that_come_find_theirs()
    {
        const string Log = "row_sum(owner, number, kind, peer, text, at, previous)";
        const string Mailbox =
            "row_sum(owner, last_message_id, delivered_through, last_place, milestone, messages, delivered, last_key, bytes, delivered_bytes)";
        const string Account = "row_sum(owner, last, through, bytes, settled, settled_bytes, swept, oldest, gone_through, is_filled)";
        await OldStore.MakeAsync(Path, 12, $"""
            INSERT INTO account (uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created) VALUES (10001, '{SmallStore.Hash(s_anna)}', '{"{"}"NK":"n"{"}"}', 0, 0, 0, 1, 5);
            UPDATE account SET checksum = row_sum(uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created, wire_login, allowed_addresses, requires_key, last_app_password, usual_addresses, keeps_sent);
            INSERT INTO mailbox (owner, last_message_id, delivered_through, last_place, checksum) VALUES (10001, 3, 0, 1, 0);
            INSERT INTO log (owner, number, kind, peer, text, at, previous, checksum) VALUES (10001, 1, 20, 10002, 'old', 1, 0, 0), (10001, 2, 21, 10002, '', 1, 1, 0);
            INSERT INTO message (place, owner, id, kind, peer, text, at, previous, previous_place, milestone, checksum) VALUES (1, 10001, 3, 20, 10002, 'last', 1, 2, 0, 0, 0);
            INSERT INTO conversation VALUES (10001, 10002, 2, 0, 0, 0, 0, row_sum(10001, 10002, 2, 0, 0, 0, 0));
            INSERT INTO log_account VALUES (10001, 2, 2, 203, 0, 0, 0, 0, 0, 1, 0);
            UPDATE log SET checksum = {Log}; UPDATE mailbox SET checksum = {Mailbox}; UPDATE log_account SET checksum = {Account};
            UPDATE message SET checksum = row_sum(owner, id, kind, peer, text, at, previous, previous_place, milestone);
            """);
        await using var store = SqliteStore.Open(Path);
        var sent = new Change.SentAppended(4, s_bao, "new", s_noon, "k");
        await store.CommitAsync(s_anna,
            [sent, sent with { Number = 5, IsRepetition = true }, sent with { Number = 6, Text = "old", Key = "o" }]);
        Assert.Equal(["1 old ", "2  ", "3 last ", "4 new k", "6 old o"],
            (await store.ReadLogAsync(s_anna, 0, 100, Now)).Items.Select(item => $"{item.Number} {item.Text} {item.Key}"));
        store.LookForDamage(Now);
        Assert.Empty(store.Damage.Found);
    }

    private static async Task AssertWholeAsync(SqliteStore store)
    {
        Assert.Equal(Enumerable.Range(1, Messages).Select(id => $"text {id}"),
            (await store.ReadLogAsync(s_anna, 0, int.MaxValue, Now)).Items.Select(item => item.Text));
        Assert.Equal(Enumerable.Range(Messages - 9, 10).Select(id => $"text {id}"),
            (await store.ReadMessagesAsync(s_anna, Messages - 10, 100, Now)).Select(message => message.Text));
        Assert.Equal(10, (await store.LoadAsync(s_anna, Now))!.Undelivered);
        Assert.Equal((10L, (long)Messages - 10),
            (await store.ListConversationsAsync(s_anna, long.MaxValue, 1, Now)).Select(one => (one.Unread, one.ReadThrough)).Single());
        store.LookForDamage(Now);
        Assert.Empty(store.Damage.Found);
    }

    [Fact]
    public async Task It_begins_with_what_waits_and_the_newest_and_the_rest_comes_in_steps()
    {
        await using var store = await FilledAsync();
        await store.CommitAsync(s_anna, [new Change.LogOpened()]);
        Assert.Equal(1010, (await store.ReadLogAsync(s_anna, 0, int.MaxValue, Now)).Items.Length);
        Assert.Equal([s_anna], await store.ListUnfilledLogsAsync(Now));
        var epoch = (await store.ReadLogAsync(s_anna, 0, 1, Now)).Epoch;
        store.LookForDamage(Now);
        Assert.Empty(store.Damage.Found);
        Assert.True(await store.FillLogAsync(s_anna, 700));
        // What comes meanwhile goes into the log.
        await store.CommitAsync(s_anna, [Text(Messages + 1) with { IntoLog = true }]);
        while (await store.FillLogAsync(s_anna, 700))
            Assert.Equal((1, epoch),
                ((await store.ListUnfilledLogsAsync(Now)).Length, (await store.ReadLogAsync(s_anna, 0, 1, Now)).Epoch));
        Assert.NotEqual(epoch, (await store.ReadLogAsync(s_anna, 0, 1, Now)).Epoch);
        Assert.Empty(await store.ListUnfilledLogsAsync(Now));
        Assert.Equal(Messages + 1, (await store.ReadLogAsync(s_anna, 0, int.MaxValue, Now)).Items.Length);
        Assert.Equal((0, Messages), (await CountAsync("SELECT count(*) FROM message WHERE owner = 10001"),
            await CountAsync("SELECT count(*) FROM message WHERE owner = 10002")));
        Assert.False(await store.FillLogAsync(s_anna, 700));
    }

    [Fact]
    public async Task A_server_that_dies_in_between_goes_on_where_it_was()
    {
        var store = await FilledAsync();
        await store.CommitAsync(s_anna, [new Change.LogOpened()]);
        await store.FillLogAsync(s_anna, 500);
        var copy = System.IO.Path.Combine(_directory.FullName, "copy.db");
        File.Copy(Path, copy);
        File.Copy(Path + "-wal", copy + "-wal");
        await store.DisposeAsync();
        await using var after = SqliteStore.Open(copy);
        await after.CommitAsync(s_anna, [new Change.LogOpened()]);
        foreach (var owner in await after.ListUnfilledLogsAsync(Now))
            while (await after.FillLogAsync(owner, 333))
            {
                // Step by step.
            }

        await AssertWholeAsync(after);
    }

    [Fact]
    public async Task What_the_sweeper_has_taken_from_behind_does_not_hold_it_up()
    {
        await using var store = await FilledAsync();
        await store.SweepMessagesAsync(s_noon.AddSeconds(500), 0, 100_000);
        await store.CommitAsync(s_anna, [new Change.LogOpened()]);
        while (await store.FillLogAsync(s_anna, 1000))
            Assert.NotEmpty(await store.ListUnfilledLogsAsync(Now));
        Assert.Equal("text 500", (await store.ReadLogAsync(s_anna, 0, 1, Now)).Items.Single().Text);
        Assert.Empty(await store.ListUnfilledLogsAsync(Now));
        store.LookForDamage(Now);
        Assert.Empty(store.Damage.Found);
    }

    [Fact]
    public async Task What_comes_before_the_rest_is_there_does_not_keep_it_away_and_no_sweep_takes_it_before()
    {
        await using var store = await FilledAsync();
        await store.CommitAsync(s_anna, [new Change.LogOpened()]);
        await store.CommitAsync(s_anna, [Text(Messages + 1) with { IntoLog = true }]);
        Assert.Equal([s_anna], await store.ListUnfilledLogsAsync(Now));
        await store.SweepMessagesAsync(s_noon.AddDays(60), 0, 100_000);
        Assert.Equal((Messages - 1010 + 1, 10), (await CountAsync("SELECT count(*) FROM message WHERE owner = 10001"),
            await CountAsync("SELECT count(*) FROM message WHERE owner = 10002")));
        while (await store.FillLogAsync(s_anna, 700))
            Assert.Equal([s_anna], await store.ListUnfilledLogsAsync(Now));
        Assert.Empty(await store.ListUnfilledLogsAsync(Now));
        Assert.Equal(Enumerable.Range(1, Messages + 1).Select(id => (long)id),
            (await store.ReadLogAsync(s_anna, 0, int.MaxValue, Now)).Items.Select(item => item.Number));
        // A tail alone is no history.
        await store.CommitAsync(s_anna, [Text(Messages + 2) with { IntoLog = true }]);
        Assert.Empty(await store.ListUnfilledLogsAsync(Now));
        Assert.False(await store.FillLogAsync(s_anna, 700));
        store.LookForDamage(Now);
        Assert.Empty(store.Damage.Found);
    }

    [Fact]
    public async Task A_damaged_message_ends_it_and_is_named_and_one_that_waits_has_a_notice_in_its_place()
    {
        await (await FilledAsync()).DisposeAsync();
        await using (var connection = SqliteConnections.Open(Path, SqliteOpenMode.ReadWrite, CheckedVfs.Name))
            connection.Run("UPDATE message SET text = 'evil' WHERE owner = 10001 AND id IN (1500, 2995)");
        await using var store = SqliteStore.Open(Path);
        await store.CommitAsync(s_anna, [new Change.LogOpened()]);
        while (await store.FillLogAsync(s_anna, 100))
            Assert.NotEmpty(await store.ListUnfilledLogsAsync(Now));
        var log = (await store.ReadLogAsync(s_anna, 0, int.MaxValue, Now)).Items;
        Assert.DoesNotContain(log, item => item.Text == "evil");
        Assert.Equal(2995, Assert.Single(log, item => item.Peer == Uin.System).Number);
        Assert.InRange(store.Damage.Found.Count, 1, 3);
    }
}
