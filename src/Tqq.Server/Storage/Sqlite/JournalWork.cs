using System.Diagnostics;
using Tqq.Core.Log;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// One piece of work for the journal. It waits, is begun in a transaction, and ends with that. Work that has not been begun can be
/// withdrawn; of work that has been begun and does not end in time, whoever waits for it is told that nobody knows.
/// </summary>
/// <param name="write">Writes it.</param>
/// <param name="figures">Is told what becomes of it; null for nobody.</param>
internal sealed class JournalWork(Func<ChangeWriter, LogWaiting> write, StoreFigures? figures = null)
{
    private const int Waiting = 0;
    private const int Begun = 1;
    private const int Uncertain = 2;
    private const int Ended = 3;

    private readonly TaskCompletionSource<LogWaiting> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<ChangeWriter, LogWaiting>? _write = write;
    private TaskCompletionSource<LogWaiting>? _fate;
    private LogWaiting _result;
    private int _state;

    /// <summary>What it returned, when it is on disk; <see cref="StoreUncertainException"/> where that is not known in time.</summary>
    public Task<LogWaiting> Done => _done.Task;

    /// <summary>When it was put in, by the stopwatch.</summary>
    public long PutIn { get; } = Stopwatch.GetTimestamp();

    /// <summary>Whether it is stored, refused or withdrawn.</summary>
    public bool HasEnded => Volatile.Read(ref _state) == Ended;

    /// <summary>How often <see cref="Backlog"/> has found it not ended.</summary>
    public int Looks { get; set; }

    /// <summary>The work that was put in after it.</summary>
    public JournalWork? Next { get; set; }

    /// <summary>Writes it as a part of the open transaction, unless it has been withdrawn.</summary>
    public void Write(ChangeWriter writer)
    {
        if (Interlocked.CompareExchange(ref _state, Begun, Waiting) != Ended)
            _result = _write!(writer);
    }

    /// <summary>Its transaction is on disk.</summary>
    public void Succeed()
    {
        var before = Interlocked.Exchange(ref _state, Ended);
        if (before != Ended)
            figures?.Stored(PutIn);
        if (before == Begun)
            _done.SetResult(_result);
        else if (before == Uncertain)
            _fate!.SetResult(_result);
    }

    /// <summary>It ends with this.</summary>
    public void Fail(Exception cause)
    {
        var before = Interlocked.Exchange(ref _state, Ended);
        if (before is Waiting or Begun)
            Refuse(cause);
        else if (before == Uncertain && cause is not StoreUncertainException)
            _fate!.SetException(cause);
    }

    /// <summary>It has waited for as long as it may.</summary>
    public void RunOutOfTime()
    {
        if (Interlocked.CompareExchange(ref _state, Ended, Waiting) == Waiting)
        {
            _write = null;
            Refuse(new StoreBusyException());
            return;
        }

        _fate = new();
        if (Interlocked.CompareExchange(ref _state, Uncertain, Begun) == Begun)
            Refuse(new StoreUncertainException(_fate.Task));
    }

    private void Refuse(Exception cause)
    {
        figures?.Refused(cause);
        _done.SetException(cause);
    }
}
