namespace Tqq.Server.Cluster;

/// <summary>
/// Runs what is done with one account in turns: one at a time, in the order of asking, from whatever thread; at once, on the caller's own
/// thread, where nobody has the turn. Code that awaits something in its turn ends the turn, and goes on in a later one.
/// </summary>
internal sealed class AccountScheduler : SynchronizationContext, IQueuedTurns
{
    // Whoever has many waiting lets other accounts' work come in between.
    private const int MostInARow = 32;

    private QueuedWork? _first;
    private QueuedWork? _last;
    private bool _isTaken;
    private bool _isOpen;
    private bool _isClosed;

    /// <summary>What is done at the end of each turn, still in it; null for nothing.</summary>
    public Action? TurnEnding { get; set; }

    /// <summary>Does some work in a turn: now, or when the others who wait have had theirs.</summary>
    /// <param name="state">What the work is given.</param>
    /// <param name="work">The work. It may not block.</param>
    /// <returns>What the work returned, when its end has come.</returns>
    public ValueTask<T> RunAsync<TState, T>(in TState state, Func<TState, ValueTask<T>> work)
    {
        var later = Begin(state, work, fromOutside: false, out _);
        return later is null ? RunNow(state, work) : new(later.EndAsync());
    }

    /// <summary>The same, for who comes from outside: false where this account is not open.</summary>
    public bool TryRun<TState, T>(in TState state, Func<TState, ValueTask<T>> work, out ValueTask<T> result)
    {
        var later = Begin(state, work, fromOutside: true, out var isShut);
        result = isShut ? default : later is null ? RunNow(state, work) : new(later.EndAsync());
        return !isShut;
    }

    /// <summary>Lets others in from outside, which a new account does not; not when it has been closed.</summary>
    public void Open()
    {
        lock (this)
            _isOpen = !_isClosed;
    }

    /// <summary>Lets nobody in from outside any more, for good.</summary>
    public void Close()
    {
        lock (this)
            (_isOpen, _isClosed) = (false, true);
    }

    /// <summary>The same, but not while somebody waits.</summary>
    /// <returns>Whether nobody comes in now.</returns>
    public bool TryClose()
    {
        lock (this)
        {
            if (_first is not null)
                return false;
            Close();
            return true;
        }
    }

    /// <summary>Has what was awaited in a turn go on in a later one.</summary>
    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (this)
        {
            Append(new Continuation(d, state));
            if (_isTaken)
                return;
            _isTaken = true;
        }

        SchedulerBatch.Schedule(this);
    }

    /// <summary>Nobody may wait for a turn by blocking a thread.</summary>
    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("a turn is never waited for by blocking a thread");

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <inheritdoc/>
    void IQueuedTurns.Run()
    {
        var outside = Current;
        SetSynchronizationContext(this);
        try
        {
            for (var done = 0; done < MostInARow && TakeFirst() is { } work; done++)
            {
                work.Run();
                TurnEnding?.Invoke();
            }
        }
        finally
        {
            SetSynchronizationContext(outside);
            End();
        }
    }

    private ValueTask<T> RunNow<TState, T>(in TState state, Func<TState, ValueTask<T>> work)
    {
        var outside = Current;
        SetSynchronizationContext(this);
        try
        {
            return work(state);
        }
        finally
        {
            TurnEnding?.Invoke();
            SetSynchronizationContext(outside);
            End();
            // Where this was a turn within a turn of another account, that one has to end as well.
            if (outside is not AccountScheduler)
                SchedulerBatch.RunDeferred();
        }
    }

    // Null where the turn is the caller's.
    private Later<TState, T>? Begin<TState, T>(in TState state, Func<TState, ValueTask<T>> work, bool fromOutside, out bool isShut)
    {
        lock (this)
        {
            isShut = fromOutside && !_isOpen;
            if (isShut)
                return null;
            if (!_isTaken)
            {
                _isTaken = true;
                return null;
            }

            var later = new Later<TState, T>(state, work);
            Append(later);
            return later;
        }
    }

    private void End()
    {
        lock (this)
        {
            if (_first is null)
            {
                _isTaken = false;
                return;
            }
        }

        SchedulerBatch.Schedule(this);
    }

    private void Append(QueuedWork work)
    {
        if (_last is null)
            _first = work;
        else
            _last.Next = work;
        _last = work;
    }

    private QueuedWork? TakeFirst()
    {
        lock (this)
        {
            var first = _first;
            _first = first?.Next;
            if (_first is null)
                _last = null;
            return first;
        }
    }

    private abstract class QueuedWork
    {
        public QueuedWork? Next { get; set; }

        public abstract void Run();
    }

    private sealed class Continuation(SendOrPostCallback callback, object? state) : QueuedWork
    {
        public override void Run() => callback(state);
    }

    private sealed class Later<TState, T>(TState state, Func<TState, ValueTask<T>> work) : QueuedWork
    {
        private readonly TaskCompletionSource<Task<T>> _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Run() => _begun.SetResult(DoAsync());

        public async Task<T> EndAsync() => await (await _begun.Task.ConfigureAwait(false)).ConfigureAwait(false);

        private async Task<T> DoAsync() => await work(state);
    }
}
