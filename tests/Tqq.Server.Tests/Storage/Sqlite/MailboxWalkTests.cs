using CsCheck;
using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Log;
using Tqq.Core.Mail;
using Tqq.Core.Profiles;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Tests.Storage.Sqlite.Flips;
using Tqq.Server.Storage.Sqlite.Pages;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>Messages of many mailboxes stand in one another's way; each mailbox gives its own, ascending, from wherever one asks.</summary>
public sealed class MailboxWalkTests : IDisposable
{
    private static readonly DateTimeOffset s_day = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");

    private string NewPath => Path.Combine(_directory.FullName, Path.GetRandomFileName());

    public void Dispose() => _directory.Delete(recursive: true);

    private static Uin Owner(int number) => new((uint)(10001 + number));

    private static Task<LogWaiting> CreateAsync(SqliteStore store, Uin owner) =>
        store.CommitAsync(owner,
            [new Change.AccountCreated(new(owner, Profile.Named("n"), AccountSettings.Default, true, s_day), SmallStore.Hash(owner))]);

    private static Task<LogWaiting> AppendAsync(SqliteStore store, Uin owner, long id, DateTimeOffset at) =>
        store.CommitAsync(owner, [new Change.MessageAppended(new(id, MessageKind.Text, Owner(0), $"{owner}:{id}", at))]);

    [Fact]
    public Task Any_part_of_any_mailbox_is_read_as_it_was_written() => Gen.Select(
        Gen.Int[1, 3],
        Gen.Select(Gen.Int[0, 2], Gen.Frequency((9, Gen.Const(1)), (1, Gen.Int[2, 70]))).Array[1, 600],
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 700], Gen.Int[1, 120]).Array[5],
        Gen.Int[0, 500]).SampleAsync(async (owners, arrivals, questions, delivered) =>
    {
        await using var store = SqliteStore.Open(NewPath);
        var ids = new List<long>[owners];
        var commits = new List<Task>();
        for (var owner = 0; owner < owners; owner++)
        {
            ids[owner] = [];
            commits.Add(CreateAsync(store, Owner(owner)));
        }

        foreach (var (any, step) in arrivals)
        {
            var owner = any % owners;
            // A step of more than one: numbers between found no room and are never used.
            ids[owner].Add((ids[owner].Count == 0 ? 0 : ids[owner][^1]) + step);
            commits.Add(AppendAsync(store, Owner(owner), ids[owner][^1], s_day));
        }

        // What is acknowledged stays readable until it is swept.
        if (ids[0].LastOrDefault(id => id <= delivered) is > 0 and var through)
            commits.Add(store.CommitAsync(Owner(0), [new Change.Delivered(through, ids[0].Count(id => id <= through), 0)]));
        await Task.WhenAll(commits);
        foreach (var (any, after, limit) in questions)
        {
            var owner = any % owners;
            var read = await store.ReadMessagesAsync(Owner(owner), after, limit, default);
            Assert.Equal(ids[owner].Where(id => id > after).Take(limit).Select(id => (id, $"{Owner(owner)}:{id}")),
                read.Select(message => (message.Id, message.Text)));
        }

        store.LookForDamage(default);
        Assert.Empty(store.Damage.Found);
    }, iter: 60);

    [Fact]
    public async Task Where_very_many_wait_the_way_to_the_first_is_short()
    {
        var path = NewPath;
        await using var store = SqliteStore.Open(path);
        await CreateAsync(store, Owner(0));
        await Task.WhenAll(Enumerable.Range(1, 20_000).Select(id => AppendAsync(store, Owner(0), id, s_day)));
        await using var connection = SqliteConnections.Open(path, SqliteOpenMode.ReadWrite, CheckedVfs.Name);
        var mailbox = new AccountReader(connection).Row(Owner(0))!.Mailbox;
        var thousands = 0;
        SQLitePCL.raw.sqlite3_progress_handler(connection.Handle, 1000, _ => thousands++ < 0 ? 1 : 0, null);
        var rows = new MailboxWalk(connection).Back(Owner(0), mailbox, 0, 100)!;
        Assert.Equal(Enumerable.Range(1, 100), rows.Take(100).Select(row => (int)row.Message.Id));
        // Each row on the way takes some tens of SQLite's steps: all of them would take more than half a million.
        Assert.InRange(thousands, 1, 50);
    }

    [Fact]
    public async Task A_store_of_the_version_before_is_read_on_in_any_order_of_its_days()
    {
        var path = NewPath;
        // Two mailboxes of 200; in the second the calendar was set back now and then, a row is damaged, and one is missing.
        await OldStore.MakeAsync(path, 4, """
            INSERT INTO account (uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created) VALUES (10001, 'hash', '{}', 0, 0, 0, 1, 5), (10002, 'hash', '{}', 0, 0, 0, 1, 5);
            UPDATE account SET checksum = row_sum(uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created, wire_login, allowed_addresses, requires_key, last_app_password, usual_addresses);
            INSERT INTO mailbox SELECT uin, 200, 0, row_sum(uin, 200, 0) FROM account;
            WITH RECURSIVE n(id) AS (VALUES (1) UNION ALL SELECT id + 1 FROM n WHERE id < 200)
            INSERT INTO message (owner, id, kind, peer, text, at, previous)
            SELECT uin, id, 9, 10009, uin || ':' || id, CASE uin WHEN 10001 THEN id ELSE (id * 37) % 100 END, id - 1 FROM n, account;
            UPDATE message SET checksum = row_sum(owner, id, kind, peer, text, at, previous);
            UPDATE message SET text = 'evil' WHERE owner = 10002 AND id = 150;
            DELETE FROM message WHERE owner = 10002 AND id = 170;
            """);
        await using var store = SqliteStore.Open(path);
        for (var after = 0; after < 200; after += 10)
        {
            var first = await store.ReadMessagesAsync(Owner(0), after, 20, TestContext.Current.CancellationToken);
            Assert.Equal(Enumerable.Range(after + 1, Math.Min(20, 200 - after)).Select(id => $"10001:{id}"),
                first.Select(message => message.Text));
            var second = await store.ReadMessagesAsync(Owner(1), after, 20, TestContext.Current.CancellationToken);
            Assert.Equal(
                Enumerable.Range(after + 1, Math.Min(20, 200 - after)).Select(id =>
                    id is 150 or 170 ? MessageReader.Notice : $"10002:{id}"), second.Select(message => message.Text));
        }

        await AppendAsync(store, Owner(0), 201, s_day);
        Assert.Equal(["10001:200", "10001:201"],
            (await store.ReadMessagesAsync(Owner(0), 199, 9, TestContext.Current.CancellationToken)).Select(message => message.Text));
    }

    [Fact]
    public async Task What_was_rolled_back_is_not_on_the_way_of_what_comes_after_it()
    {
        var path = NewPath;
        var writer = new SqliteConnections(path).OpenWriter();
        SqliteSchema.Migrate(writer);
        await using (var journal = new Journal(writer, TimeProvider.System, SqliteStore.DefaultTimeout))
        {
            Change Append(long id) => new Change.MessageAppended(new(id, MessageKind.Text, Owner(1), $"10001:{id}", s_day));
            LogWaiting Write(ChangeWriter to, params Change[] changes) => to.Write(Owner(0), [.. changes]);

            await journal.Put(to =>
                Write(to, new Change.AccountCreated(new(Owner(0), Profile.Named("n"), AccountSettings.Default, true, s_day),
                SmallStore.Hash(Owner(0))), Append(1)));
            await Assert.ThrowsAsync<InvalidOperationException>(() =>
                journal.Put(to => Write(to, Append(2)) == default ? throw new InvalidOperationException() : default(LogWaiting)));
            await journal.Put(to => Write(to, Append(3)));
        }

        await using var store = SqliteStore.Open(path);
        Assert.Equal(["10001:1", "10001:3"], (await store.ReadMessagesAsync(Owner(0), 0, 9, TestContext.Current.CancellationToken))
            .Select(message => message.Text));
        store.LookForDamage(TestContext.Current.CancellationToken);
        Assert.Empty(store.Damage.Found);
    }

    [Fact]
    public async Task A_deleted_mailbox_takes_its_messages_with_it_and_no_others()
    {
        var path = NewPath;
        await using var store = SqliteStore.Open(path);
        await CreateAsync(store, Owner(0));
        await CreateAsync(store, Owner(1));
        for (var id = 1; id <= 100; id++)
            foreach (var owner in (Uin[])[Owner(0), Owner(1)])
                await AppendAsync(store, owner, id, s_day);
        await store.CommitAsync(Owner(0), [new Change.AccountDeleted()]);
        await store.FinishDeletionAsync(Owner(0));
        await using var connection = SqliteConnections.Open(path, SqliteOpenMode.ReadWrite, CheckedVfs.Name);
        Assert.Equal(0, connection.Scalar("SELECT count(*) FROM message WHERE owner = 10001"));
        Assert.Equal(100, (await store.ReadMessagesAsync(Owner(1), 0, 1000, TestContext.Current.CancellationToken)).Length);

        // What comes for an account that is no more is nobody's, and its number begins anew.
        await AppendAsync(store, Owner(0), 101, s_day);
        await CreateAsync(store, Owner(0));
        await AppendAsync(store, Owner(0), 1, s_day);
        Assert.Equal(["10001:1"], (await store.ReadMessagesAsync(Owner(0), 0, 10, TestContext.Current.CancellationToken)).Select(message =>
            message.Text));
    }

    [Fact]
    public async Task A_deleted_mailbox_in_which_the_sweeper_has_made_a_gap_takes_what_stands_behind_it_too()
    {
        var path = NewPath;
        await using var store = SqliteStore.Open(path);
        await CreateAsync(store, Owner(0));
        await CreateAsync(store, Owner(1));
        // The calendar was wrong for a while: the second is older than the first.
        foreach (var owner in (Uin[])[Owner(0), Owner(1)])
        {
            await AppendAsync(store, owner, 1, s_day);
            await AppendAsync(store, owner, 2, s_day.AddDays(-9));
            await AppendAsync(store, owner, 3, s_day);
            await store.CommitAsync(owner, [new Change.Delivered(2, 2, 4)]);
        }

        Assert.Equal(1, (await store.SweepMessagesAsync(s_day.AddDays(-1), 0, 10)).Removed);
        Assert.Equal(["10001:3"], (await store.ReadMessagesAsync(Owner(0), 2, 9, TestContext.Current.CancellationToken)).Select(message =>
            message.Text));
        await store.CommitAsync(Owner(0), [new Change.AccountDeleted()]);
        await store.FinishDeletionAsync(Owner(0));
        await using var connection = SqliteConnections.Open(path, SqliteOpenMode.ReadWrite, CheckedVfs.Name);
        Assert.Equal(0, connection.Scalar("SELECT count(*) FROM message WHERE owner = 10001"));
        Assert.Equal(3, connection.Scalar("SELECT count(*) FROM message WHERE owner = 10002"));
        store.LookForDamage(TestContext.Current.CancellationToken);
        Assert.Empty(store.Damage.Found);
    }
}
