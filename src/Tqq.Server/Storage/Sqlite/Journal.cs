using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

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
    private readonly Channel<Work> _waiting = Channel.CreateUnbounded<Work>(new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = true });
    private readonly TaskCompletionSource<Exception> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteConnection _connection;
    private readonly DamageLog? _damage;
    private readonly ChangeWriter _writer;
    private readonly Checkpoint _checkpoint;
    private readonly Thread _thread;

    /// <summary>Starts on a connection, which is the journal's from now on; damage that it meets is named in <paramref name="damage"/>.</summary>
    public Journal(SqliteConnection connection, DamageLog? damage = null)
    {
        (_connection, _damage) = (connection, damage);
        _writer = new(connection);
        _checkpoint = new(connection);
        _thread = new Thread(Run) { Name = "journal", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Ends, with the cause, when the disk has failed: nothing more is written, and nothing tried again.</summary>
    public Task<Exception> Failed => _failed.Task;

    /// <summary>How many transactions were committed.</summary>
    public long Transactions { get; private set; }

    private static TimeSpan Now => Stopwatch.GetElapsedTime(0);

    /// <summary>Puts work in; the place in the queue is taken before this returns.</summary>
    /// <returns>What the work returned, when it is on disk.</returns>
    public Task<int> Put(Func<ChangeWriter, int> write)
    {
        var work = new Work(write);
        if (!_waiting.Writer.TryWrite(work))
            work.Done.SetException(_failed.Task.IsCompleted ? new IOException("the disk has failed", _failed.Task.Result) : new ObjectDisposedException(nameof(Journal)));
        return work.Done.Task;
    }

    /// <summary>Finishes what is waiting and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await Task.Run(_thread.Join);
        _writer.Dispose();
        await _connection.DisposeAsync();
    }

    private void Run()
    {
        var batch = new List<Work>();
        var pace = new CommitPace();
        while (WaitForWork())
        {
            // Rounded up: a thread sleeps whole milliseconds.
            if (pace.Rest(Now) is var rest && rest > TimeSpan.Zero)
                Thread.Sleep((int)Math.Ceiling(rest.TotalMilliseconds));
            while (batch.Count < MostAtOnce && _waiting.Reader.TryRead(out var work))
                batch.Add(work);
            pace.Begins(Now, batch.Count);
            Commit(batch);
            batch.Clear();
            CheckpointWhenDue();
        }
    }

    private bool WaitForWork()
    {
        var wait = _waiting.Reader.WaitToReadAsync();
        return wait.IsCompleted ? wait.Result : wait.AsTask().GetAwaiter().GetResult();
    }

    private void Commit(List<Work> batch)
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
            Fail(batch, new StoreFullException("there is no room left in the store", e));
        }
        catch (SqliteException e) when (e.MeansDiskFailed)
        {
            Stop(e);
            Fail(batch, e);
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

    private void Transact(List<Work> batch)
    {
        _writer.Run("BEGIN IMMEDIATE");
        try
        {
            foreach (var work in batch)
                work.Result = work.Write(_writer);
            _writer.Complete();
            _writer.Run("COMMIT");
        }
        catch
        {
            RollBack();
            throw;
        }

        Transactions++;
        foreach (var work in batch)
            work.Done.TrySetResult(work.Result);
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

    private static void Fail(List<Work> batch, Exception cause)
    {
        foreach (var work in batch)
            work.Done.TrySetException(cause);
    }

    private sealed class Work(Func<ChangeWriter, int> write)
    {
        public Func<ChangeWriter, int> Write { get; } = write;

        public TaskCompletionSource<int> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Result { get; set; }
    }
}
