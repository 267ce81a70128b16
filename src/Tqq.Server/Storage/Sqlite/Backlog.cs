using System.Diagnostics;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// The work that is not on disk yet, oldest first. It looks at all of it now and then, and ends the wait of what has waited too long,
/// because the disk hangs or another program has locked the store. Looks are counted and no clock is read: work then costs no more, and a
/// machine that was frozen for an hour does not take the disk for the culprit.
/// </summary>
internal sealed class Backlog : IDisposable
{
    // As many looks as there are in the time that work may wait.
    private const int Most = 20;

    private readonly Lock _lock = new();
    private readonly TimeSpan _interval;
    private readonly ITimer _timer;
    private JournalWork? _oldest;
    private JournalWork? _newest;
    private bool _isBusy;
    private int _busyLooks;

    /// <summary>Starts looking.</summary>
    /// <param name="time">Where time comes from.</param>
    /// <param name="limit">How long work may wait.</param>
    public Backlog(TimeProvider time, TimeSpan limit)
    {
        // A timer counts whole milliseconds.
        _interval = TimeSpan.FromMilliseconds(Math.Max(1, (limit / Most).TotalMilliseconds));
        _timer = time.CreateTimer(_ => Look(), null, _interval, _interval);
    }

    /// <summary>How long the oldest work has waited, or the journal has been at what it does; to a twentieth of the limit.</summary>
    public TimeSpan Age
    {
        get
        {
            lock (_lock)
            {
                Forget();
                return _interval * Math.Max(_busyLooks, _oldest?.Looks ?? 0);
            }
        }
    }

    /// <summary>How long the oldest work has waited, by the clock: to be shown, and not to be decided by.</summary>
    public TimeSpan AgeByClock
    {
        get
        {
            lock (_lock)
            {
                Forget();
                return _oldest is { } oldest ? Stopwatch.GetElapsedTime(oldest.PutIn) : TimeSpan.Zero;
            }
        }
    }

    /// <summary>
    /// Work was put in. Where the journal has stood still for longer than work may wait, it ends at once: more
    /// of it would only fill the memory.
    /// </summary>
    /// <returns>Whether it may be begun.</returns>
    public bool Add(JournalWork work)
    {
        lock (_lock)
        {
            if (_busyLooks < Most)
            {
                if (_newest is null)
                    _oldest = work;
                else
                    _newest.Next = work;
                _newest = work;
                return true;
            }
        }

        work.Fail(new StoreBusyException());
        return false;
    }

    /// <summary>The journal begins a transaction.</summary>
    public void Begins() => Volatile.Write(ref _isBusy, true);

    /// <summary>The journal has ended a transaction and all that belongs to it.</summary>
    public void Ends()
    {
        lock (_lock)
        {
            (_isBusy, _busyLooks) = (false, 0);
            Forget();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var late = new List<JournalWork>();
        lock (_lock)
        {
            if (_isBusy)
                _busyLooks++;
            Forget();
            for (var work = _oldest; work is not null; work = work.Next)
                if (!work.HasEnded && ++work.Looks == Most)
                    late.Add(work);
        }

        foreach (var work in late)
            work.RunOutOfTime();
    }

    private void Forget()
    {
        while (_oldest is { HasEnded: true })
            _oldest = _oldest.Next;
        if (_oldest is null)
            _newest = null;
    }
}
