using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Tqq.Core.Log;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Storage;

/// <summary>The one writer: order, group commit, and what happens when the disk fails.</summary>
public sealed class JournalTests
{
    // The extended code of SQLite for a failed fsync.
    private static readonly SqliteException FsyncFailed = new("disk I/O error", 10, 1034);

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    private static readonly LogWaiting One = new(1, 10);
    private static readonly LogWaiting Two = new(2, 20);

    private static Journal Open() => Open(TimeProvider.System);

    [Fact]
    public async Task After_a_failed_fsync_nothing_that_waits_is_written_or_acknowledged()
    {
        await using var journal = Open();
        using var gate = new ManualResetEventSlim();
        var written = 0;
        var failing = journal.Put(_ =>
        {
            gate.Wait(TestContext.Current.CancellationToken);
            if (written == 0)
                throw FsyncFailed;
        });
        // More than one transaction takes, so that some wait behind the one that fails.
        var waiting = Enumerable.Range(0, 5000).Select(_ => journal.Put(_ => { Interlocked.Increment(ref written); })).ToArray();
        gate.Set();

        Assert.Same(FsyncFailed, (await Assert.ThrowsAsync<StoreUncertainException>(() => failing)).InnerException);
        foreach (var work in waiting)
            await Assert.ThrowsAnyAsync<Exception>(() => work);
        Assert.Equal(0, written);
        Assert.Equal(0, journal.Transactions);
        Assert.Same(FsyncFailed, await journal.Failed);
        await Assert.ThrowsAsync<IOException>(() => journal.Put(_ => One));
    }

    [Fact]
    public async Task One_that_is_at_fault_does_not_harm_the_others()
    {
        await using var journal = Open();
        using var gate = new ManualResetEventSlim();
        var first = journal.Put(_ =>
        {
            gate.Wait(TestContext.Current.CancellationToken);
            return default(LogWaiting);
        });
        var (before, guilty, after) = (journal.Put(_ => One), journal.Put(LogWaiting (_) => throw new InvalidOperationException("mine")),
            journal.Put(_ => Two));
        gate.Set();
        var results = await Task.WhenAll(first, before, after);
        Assert.Equal([default, One, Two], results);
        await Assert.ThrowsAsync<InvalidOperationException>(() => guilty);
    }

    [Fact]
    public async Task A_disk_that_hangs_withdraws_what_has_not_begun_and_leaves_open_what_has()
    {
        var time = new FakeTimeProvider();
        await using var journal = Open(time);
        using var gate = new ManualResetEventSlim();
        var hanging = await HangAsync(journal, gate);
        var written = 0;
        var waiting = journal.Put(_ => { written++; });

        time.Advance(s_limit / 2);
        Assert.False(hanging.IsCompleted || waiting.IsCompleted);
        Assert.InRange(journal.OldestUncommitted, s_limit / 2 - s_limit / 20, s_limit / 2);
        time.Advance(s_limit / 2);
        var uncertain = await Assert.ThrowsAsync<StoreUncertainException>(() => hanging);
        await Assert.ThrowsAsync<StoreBusyException>(() => waiting);
        Assert.False(uncertain.Fate.IsCompleted);
        // Now it is known to hang: what comes is refused at once, and does not fill the memory.
        await Assert.ThrowsAsync<StoreBusyException>(() => journal.Put(_ => One));
        time.Advance(s_limit);
        Assert.Equal(2 * s_limit, journal.OldestUncommitted);

        gate.Set();
        Assert.Equal(One, await uncertain.Fate);
        Assert.Equal(Two, await PutWhenItCanAsync(journal));
        Assert.Equal(0, written);
    }

    [Fact]
    public async Task Of_a_hanging_transaction_that_fails_in_the_end_it_is_told_that_nothing_is_stored()
    {
        var time = new FakeTimeProvider();
        await using var journal = Open(time);
        using var gate = new ManualResetEventSlim();
        var hanging = await HangAsync(journal, gate, () => throw new InvalidOperationException("mine"));
        time.Advance(s_limit);
        var uncertain = await Assert.ThrowsAsync<StoreUncertainException>(() => hanging);
        gate.Set();
        await Assert.ThrowsAsync<InvalidOperationException>(() => uncertain.Fate);
    }

    [Fact]
    public async Task A_store_that_another_program_has_locked_refuses_in_time_and_is_written_again_when_it_is_free()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("tqq-").FullName, "tqq.db");
        var time = new FakeTimeProvider();
        using (var other = new SqliteConnection($"Data Source={file};Pooling=False"))
        await using (var store = SqliteStore.Open(file, time: time, timeout: s_limit))
        {
            other.Open();
            other.Run("BEGIN IMMEDIATE");
            var works = Enumerable.Range(0, 100).Select(_ => store.WriteLastAliveAsync(DateTimeOffset.UnixEpoch)).ToArray();
            time.Advance(s_limit);
            foreach (var work in works)
                await Assert.ThrowsAsync<StoreBusyException>(() => work);
            other.Run("ROLLBACK");
            while (await Record.ExceptionAsync(() => store.WriteLastAliveAsync(DateTimeOffset.UnixEpoch)) is StoreBusyException)
                await Task.Yield();
            Assert.NotNull(await store.ReadLastAliveAsync(TestContext.Current.CancellationToken));
        }

        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    private static Journal Open(TimeProvider time)
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return new(connection, time, s_limit);
    }

    // Returns when the transaction has begun.
    private static async Task<Task<LogWaiting>> HangAsync(Journal journal, ManualResetEventSlim gate, Func<LogWaiting>? end = null)
    {
        var hasBegun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hanging = journal.Put(_ =>
        {
            hasBegun.SetResult();
            gate.Wait(TestContext.Current.CancellationToken);
            return end?.Invoke() ?? One;
        });
        await hasBegun.Task;
        return hanging;
    }

    private static async Task<LogWaiting> PutWhenItCanAsync(Journal journal)
    {
        for (; ; )
        {
            try
            {
                return await journal.Put(_ => Two);
            }
            catch (StoreBusyException)
            {
                // The journal has not come back to what waits.
                await Task.Yield();
            }
        }
    }
}
