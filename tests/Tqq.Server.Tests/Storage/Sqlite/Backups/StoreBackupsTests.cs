using Microsoft.Extensions.Time.Testing;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Storage.Sqlite.Backups;

namespace Tqq.Server.Tests.Storage.Sqlite.Backups;

/// <summary>Backups that a running server makes of its own store.</summary>
public sealed class StoreBackupsTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private readonly FakeTimeProvider _time = new(new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));

    private string Data => Path.Combine(_directory.FullName, "data");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task They_are_named_by_their_time_and_listed_the_newest_first_in_pages()
    {
        await using var store = Store();
        using var backups = new StoreBackups(Data, Path.Combine(_directory.FullName, "kept", "here"), _time);
        Assert.Empty(backups.List(null, 10));
        for (var day = 0; day < 3; day++)
        {
            Assert.True(backups.Begin().IsNew);
            await backups.Work;
            _time.Advance(TimeSpan.FromDays(1));
        }

        await File.WriteAllTextAsync(Path.Combine(backups.Directory, "tqq-notes.db"), "", TestContext.Current.CancellationToken);
        Assert.Equal((null, null), (backups.LastFailure, backups.Running));
        Assert.Equal(["tqq-20260103T120000Z.db", "tqq-20260102T120000Z.db"], backups.List(null, 2).Select(backup => backup.Name));
        var oldest = Assert.Single(backups.List("tqq-20260102T120000Z.db", 2));
        Assert.Equal((new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero), 0L), (oldest.Made, oldest.Accounts!.Value));
        using var next = new StoreBackups(Data, backups.Directory, _time);
        Assert.Equal(3, next.List(null, 10).Length);
        Assert.Null(next.List(null, 1)[0].Accounts);
    }

    [Fact]
    public async Task One_that_cannot_be_made_leaves_nothing_and_says_why()
    {
        await using var store = Store();
        using var backups = new StoreBackups(Data, Path.Combine(_directory.FullName, "kept"), _time);
        var (run, _) = backups.Begin();
        await backups.Work;
        Assert.True(backups.Begin().IsNew);
        await backups.Work;
        Assert.EndsWith($"{run.Name} exists: name another file, or remove it first", backups.LastFailure!.Detail, StringComparison.Ordinal);
        Assert.Equal(_time.GetUtcNow(), backups.LastFailure.At);
        Assert.Equal([run.Name], Directory.GetFiles(backups.Directory).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_a_server_that_was_killed_left_of_one_makes_room_for_the_next()
    {
        await using var store = Store();
        using var backups = new StoreBackups(Data, Path.Combine(_directory.FullName, "kept"), _time);
        Directory.CreateDirectory(backups.Directory);
        string[] others = ["tqq-notes.db.partial", "mine.db.partial"];
        foreach (var name in (string[])["tqq-20251231T120000Z.db.partial", "tqq-20251231T120000Z.db.partial-journal", .. others])
            await File.WriteAllTextAsync(Path.Combine(backups.Directory, name), "half", TestContext.Current.CancellationToken);
        var (run, _) = backups.Begin();
        await backups.Work;
        Assert.Equal([.. others.Append(run.Name).Order(StringComparer.Ordinal)],
            Directory.GetFiles(backups.Directory).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private SqliteStore Store()
    {
        Directory.CreateDirectory(Data);
        return SqliteStore.Open(Path.Combine(Data, DataDirectory.StoreName));
    }
}
