using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Tqq.Core.Log;
using Tqq.Server.Storage.Sqlite.Pages;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// The one writer, on a thread of its own, with group commit: all that is waiting becomes one transaction and one fsync, and is answered
/// together; <see cref="CommitPace"/> lets more come together where some comes at a time. Work is done in the order in which it was put in.
/// </summary>
internal sealed class Journal : IAsyncDisposable
{
    // Keeps one transaction, and so the wait of the first in it, to some tens of milliseconds.
    private const int MostAtOnce = 2048;

    // Who puts work in wakes the journal itself, which takes next to nothing, and not by way of a thread of the pool.
    private readonly Channel<JournalWork> _waiting =
        Channel.CreateUnbounded<JournalWork>(new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = true });
    private readonly TaskCompletionSource<Exception> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteConnection _connection;
    private readonly DamageLog? _damage;
    private readonly ChangeWriter _writer;
    private readonly Checkpoint _checkpoint;
    private readonly Backlog _backlog;
    private readonly TimeSpan _limit;
    private readonly StoreFigures? _figures;
    private readonly Thread _thread;

    // Why the last transaction was refused; null where it was committed.
    private volatile string? _refused;

    /// <summary>Starts.</summary>
    /// <param name="connection">What it writes by; it is the journal's from now on.</param>
    /// <param name="time">Where time comes from.</param>
    /// <param name="limit">How long work may wait for the disk.</param>
    /// <param name="damage">Is told of damage that it meets.</param>
    /// <param name="due">Is told which logs have changed, when that is on disk.</param>
    /// <param name="figures">Is told how long that took.</param>
    public Journal(SqliteConnection connection, TimeProvider time, TimeSpan limit, DamageLog? damage = null, SearchDue? due = null,
        StoreFigures? figures = null)
    {
        (_connection, _limit, _damage, _figures) = (connection, limit, damage, figures);
        _backlog = new(time, limit);
        _writer = new(connection, damage ?? new(), due ?? new());
        _checkpoint = new(connection);
        _thread = new Thread(Run) { Name = "journal", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Ends, with the cause, when the disk has failed: nothing more is written, and nothing tried again.</summary>
    public Task<Exception> Failed => _failed.Task;

    /// <summary>How many transactions were committed.</summary>
    public long Transactions { get; private set; }

    /// <summary>How long the oldest work has waited for the disk.</summary>
    public TimeSpan OldestUncommitted => _backlog.Age;

    /// <summary>The same by the clock, to be shown.</summary>
    public TimeSpan OldestByClock => _backlog.AgeByClock;

    /// <summary>
    /// Why nothing comes to the disk; null where it does. What was refused for want of room or a lock counts until something is written
    /// again. Half of the time that work may wait is longer than any disk takes that is well.
    /// </summary>
    public string? Trouble => Failed.IsCompleted ? "the disk has failed"
        : OldestUncommitted is var age && age >= _limit / 2
            ? string.Create(CultureInfo.InvariantCulture,
            $"nothing has come to the disk for {age.TotalSeconds:0.#} s: it hangs, or another program has locked the store")
        : _refused;

    private static TimeSpan Now => Stopwatch.GetElapsedTime(0);

    /// <summary>Puts work in; the place in the queue is taken before this returns.</summary>
    /// <returns>
    /// What the work has settled, when it is on disk. It ends with <see cref="StoreBusyException"/> where the work could not be begun in
    /// time, and with <see cref="StoreUncertainException"/> where it was begun and nobody knows what became of it.
    /// </returns>
    public Task<LogWaiting> Put(Func<ChangeWriter, LogWaiting> write)
    {
        var work = new JournalWork(write, _figures);
        if (_backlog.Add(work) && !_waiting.Writer.TryWrite(work))
            work.Fail(_failed.Task.IsCompleted ? new IOException("the disk has failed", _failed.Task.Result)
                : new ObjectDisposedException(nameof(Journal)));
        return work.Done;
    }

    /// <summary>Puts work in that settles nothing.</summary>
    public Task Put(Action<ChangeWriter> write) => Put(writer =>
    {
        write(writer);
        return default(LogWaiting);
    });

    /// <summary>Finishes what is waiting and closes the connection.</summary>
    /// <exception cref="StoreUncertainException">The disk hangs, and what was under way may be stored or not.</exception>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        if (!await Task.Run(() => _thread.Join(_limit)))
            throw new StoreUncertainException("the store could not be closed: its disk hangs, or another program has locked it");
        _backlog.Dispose();
        _writer.Dispose();
        await _connection.DisposeAsync();
    }

    private void Run()
    {
        var batch = new List<JournalWork>();
        var pace = new CommitPace();
        while (WaitForWork())
        {
            // Rounded up: a thread sleeps whole milliseconds.
            if (pace.Rest(Now) is var rest && rest > TimeSpan.Zero)
                Thread.Sleep((int)Math.Ceiling(rest.TotalMilliseconds));
            while (batch.Count < MostAtOnce && _waiting.Reader.TryRead(out var work))
                batch.Add(work);
            pace.Begins(Now, batch.Count);
            _backlog.Begins();
            Commit(batch);
            batch.Clear();
            CheckpointWhenDue();
            _backlog.Ends();
        }
    }

    private bool WaitForWork()
    {
        var wait = _waiting.Reader.WaitToReadAsync();
        return wait.IsCompleted ? wait.Result : wait.AsTask().GetAwaiter().GetResult();
    }

    private void Commit(List<JournalWork> batch)
    {
        if (_failed.Task.IsCompleted)
        {
            Fail(batch, new IOException("the disk has failed", _failed.Task.Result));
            return;
        }

        try
        {
            Transact(batch);
        }
        catch (SqliteException e) when (e.MeansFull)
        {
            _refused = "there was no room left for the last change";
            Fail(batch, new StoreFullException("there is no room left in the store", e));
        }
        catch (SqliteException e) when (e.MeansBusy)
        {
            _refused = "another program had locked the store when the last change was to be written";
            Fail(batch, new StoreBusyException("the store is locked by another program", e));
        }
        catch (SqliteException e) when (e.MeansDiskFailed)
        {
            Stop(e);
            Fail(batch, new StoreUncertainException("the disk has failed", e));
        }
        catch (SqliteException e) when (e.MeansDamaged && batch.Count == 1)
        {
            // Nobody writes onto a page that is not what it was: that work is refused, and the others go on.
            var found = e.AsDamage(_connection.DataSource);
            _damage?.Report(found.Message);
            Fail(batch, found);
        }
        catch (Exception e) when (batch.Count == 1)
        {
            if (e is StoreDamagedException named)
                _damage?.Report(named.Message);
            Fail(batch, e);
        }
        catch (Exception)
        {
            // One of them is at fault, and the others must not suffer for it.
            foreach (var work in batch)
                Commit([work]);
        }
    }

    // Not a part of the commit: those who wait have their answer, whatever becomes of this.
    private void CheckpointWhenDue()
    {
        try
        {
            if (!_failed.Task.IsCompleted)
                _checkpoint.RunWhenDue();
        }
        catch (SqliteException e)
        {
            Stop(e);
        }
    }

    private void Stop(SqliteException cause)
    {
        _failed.TrySetResult(cause);
        _waiting.Writer.TryComplete();
    }

    private void Transact(List<JournalWork> batch)
    {
        var begun = Stopwatch.GetTimestamp();
        SyncTime.Take();
        _writer.Run("BEGIN IMMEDIATE");
        try
        {
            foreach (var work in batch)
                work.Write(_writer);
            _writer.Complete();
            _writer.Run("COMMIT");
        }
        catch
        {
            RollBack();
            throw;
        }

        _writer.Committed();
        _refused = null;
        Transactions++;
        _figures?.Committed(Stopwatch.GetElapsedTime(begun), SyncTime.Take(), batch.Count);
        foreach (var work in batch)
            work.Succeed();
    }

    // SQLite may have rolled back by itself (it does when the disk is full); then there is nothing left to do.
    private void RollBack()
    {
        _writer.Forget();
        try
        {
            _writer.Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // The cause is on its way to the callers.
        }
    }

    private static void Fail(List<JournalWork> batch, Exception cause)
    {
        foreach (var work in batch)
            work.Fail(cause);
    }
}
