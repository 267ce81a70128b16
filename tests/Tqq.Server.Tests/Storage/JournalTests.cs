using Microsoft.Data.Sqlite;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Storage;

/// <summary>The one writer: order, group commit, and what happens when the disk fails.</summary>
public sealed class JournalTests
{
    // The extended code of SQLite for a failed fsync.
    private static readonly SqliteException FsyncFailed = new("disk I/O error", 10, 1034);

    private static Journal Open()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return new(connection);
    }

    [Fact]
    public async Task After_a_failed_fsync_nothing_that_waits_is_written_or_acknowledged()
    {
        await using var journal = Open();
        using var gate = new ManualResetEventSlim();
        var written = 0;
        var failing = journal.Put(_ =>
        {
            gate.Wait(TestContext.Current.CancellationToken);
            throw FsyncFailed;
        });
        // More than one transaction takes, so that some wait behind the one that fails.
        var waiting = Enumerable.Range(0, 5000).Select(_ => journal.Put(_ => Interlocked.Increment(ref written))).ToArray();
        gate.Set();

        await Assert.ThrowsAsync<SqliteException>(() => failing);
        foreach (var work in waiting)
            await Assert.ThrowsAnyAsync<Exception>(() => work);
        Assert.Equal(0, written);
        Assert.Equal(0, journal.Transactions);
        Assert.Same(FsyncFailed, await journal.Failed);
        await Assert.ThrowsAsync<IOException>(() => journal.Put(_ => 1));
    }

    [Fact]
    public async Task One_that_is_at_fault_does_not_harm_the_others()
    {
        await using var journal = Open();
        using var gate = new ManualResetEventSlim();
        var first = journal.Put(_ =>
        {
            gate.Wait(TestContext.Current.CancellationToken);
            return 0;
        });
        var (before, guilty, after) = (journal.Put(_ => 1), journal.Put(_ => throw new InvalidOperationException("mine")), journal.Put(_ => 2));
        gate.Set();
        var results = await Task.WhenAll(first, before, after);
        Assert.Equal([0, 1, 2], results);
        await Assert.ThrowsAsync<InvalidOperationException>(() => guilty);
    }
}
