using CsCheck;
using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Core.Profiles;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Storage.Sqlite.Pages;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>The sweep finds what is old enough among messages in the order of their arrival.</summary>
public sealed class HistorySweepTests : IDisposable
{
    private static readonly DateTimeOffset s_day = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Uin[] s_owners = [new(10001), new(10002), new(10003)];
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-sweep-");

    // Who gets each message, when by the calendar, and through which of theirs each has taken.
    private static readonly Gen<((int Owner, int Hour)[] Arrivals, int[] Taken, int Before, int Most)> s_histories = Gen.Select(
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 20]).Array[0, 60], Gen.Int[0, 20].Array[3], Gen.Int[0, 21], Gen.Int[1, 70]);

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public Task All_that_is_old_and_acknowledged_goes_and_nothing_else() => s_histories.SampleAsync(async history =>
    {
        // The calendar goes ahead only.
        var arrivals = history.Arrivals.OrderBy(arrival => arrival.Hour).ToArray();
        var (kept, expected) = await SweptAsync(arrivals, history.Taken, history.Before, history.Most);
        Assert.Equal(expected.Order(), kept.Order());
    }, iter: 60);

    [Fact]
    public Task Whatever_the_calendar_was_nothing_goes_too_early() => s_histories.SampleAsync(async history =>
    {
        var (kept, expected) = await SweptAsync(history.Arrivals, history.Taken, history.Before, history.Most);
        Assert.Empty(expected.Except(kept));
    }, iter: 60);

    [Fact]
    public async Task A_step_reads_few_pages_however_many_messages_there_are()
    {
        var connection = new SqliteConnections(Path.Combine(_directory.FullName, "many.db")).OpenWriter();
        SqliteSchema.Migrate(connection);
        await using var journal = new Journal(connection, TimeProvider.System, SqliteStore.DefaultTimeout);
        await journal.Put(writer =>
        {
            writer.Write(s_owners[0],
                [new Change.AccountCreated(new(s_owners[0], Profile.Named("n"), AccountSettings.Default, true, s_day), "hash")]);
            for (var id = 1; id <= 10_000; id++)
                writer.Write(s_owners[0],
                    [new Change.MessageAppended(new(id, MessageKind.Text, s_owners[0], new string('x', 500), s_day.AddSeconds(id)))]);
        });
        var pages = 0;
        await journal.Put(writer =>
        {
            var before = PagesRead(connection);
            HistorySweep.Messages(writer).Step(ChangeWriter.Milliseconds(s_day.AddSeconds(5_000)), 0, 10);
            pages = PagesRead(connection) - before;
        });
        Assert.InRange(pages, 1, 200);
    }

    private static int PagesRead(SqliteConnection connection)
    {
        // From its cache, and from the file.
        return Status(7) + Status(8);

        int Status(int what)
        {
            _ = SQLitePCL.raw.sqlite3_db_status(connection.Handle, what, out var count, out _, 0);
            return count;
        }
    }

    private async Task<(List<string> Kept, List<string> Expected)> SweptAsync((int Owner, int Hour)[] arrivals, int[] taken, int before,
        int most)
    {
        var path = Path.Combine(_directory.FullName, Guid.NewGuid() + ".db");
        await using var store = SqliteStore.Open(path);
        foreach (var owner in s_owners)
            await store.CommitAsync(owner,
                [new Change.AccountCreated(new(owner, Profile.Named("n"), AccountSettings.Default, true, s_day), "hash")]);
        var ids = new int[s_owners.Length];
        var (stored, expected) = (new List<Task>(), new List<string>());
        foreach (var (owner, hour) in arrivals)
        {
            var id = ++ids[owner];
            stored.Add(store.CommitAsync(s_owners[owner],
                [new Change.MessageAppended(new(id, MessageKind.Text, s_owners[0], $"{owner}/{id}", s_day.AddHours(hour)))]));
            if (hour >= before || id > taken[owner])
                expected.Add($"{owner}/{id}");
        }

        await Task.WhenAll(stored);
        for (var owner = 0; owner < s_owners.Length; owner++)
            await store.CommitAsync(s_owners[owner],
                [new Change.Delivered(Math.Min(taken[owner], ids[owner]), Math.Min(taken[owner], ids[owner]), 0)]);

        var looks = 0;
        for (long? from = 0; from is { } next; looks++)
            from = (await store.SweepMessagesAsync(s_day.AddHours(before), next, most)).Next;
        Assert.InRange(looks, 1, (arrivals.Length / most) + 1);

        var kept = new List<string>();
        await using var connection = SqliteConnections.Open(path, SqliteOpenMode.ReadWrite, CheckedVfs.Name);
        connection.Query("SELECT text FROM message", row =>
        {
            while (row.Read())
                kept.Add(row.GetString(0));
            return true;
        });
        return (kept, expected);
    }
}
