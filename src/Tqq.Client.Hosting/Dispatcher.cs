namespace Tqq.Client.Hosting;

/// <summary>
/// Runs handlers beside the poll loop: those of one sender in order, those of several at once, no more
/// than so many begun or waiting in all.
/// </summary>
internal sealed class Dispatcher(int limit) : IDisposable
{
    private readonly SemaphoreSlim _places = new(limit);
    private readonly Dictionary<uint, Line> _lines = [];
    private readonly Lock _lock = new();

    /// <summary>Queues a handler behind the earlier ones of its sender, as soon as there is a place. It must not throw.</summary>
    public async Task QueueAsync(uint sender, Func<Task> handler, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            if (!_lines.TryGetValue(sender, out var line))
                _lines[sender] = line = new();
            line.Count++;
            line.Tail = RunAfterAsync(line.Tail, sender, line, handler);
        }
    }

    /// <summary>Waits for all that is queued.</summary>
    public Task FinishAsync()
    {
        lock (_lock)
            return Task.WhenAll(_lines.Values.Select(line => line.Tail));
    }

    /// <summary>When all that was queued has ended.</summary>
    public void Dispose() => _places.Dispose();

    private async Task RunAfterAsync(Task before, uint sender, Line line, Func<Task> handler)
    {
        // Never on the caller's thread, which polls.
        await Task.Yield();
        await before.ConfigureAwait(false);
        await handler().ConfigureAwait(false);
        _places.Release();
        lock (_lock)
            if (--line.Count == 0)
                _lines.Remove(sender);
    }

    private sealed class Line
    {
        public Task Tail { get; set; } = Task.CompletedTask;

        public int Count { get; set; }
    }
}

/// <summary>
/// The items that are not handled, and those that are handled behind one that is not, in the order in which they came. The server can be
/// told only of the handled ones before the first that is not. So a sender whose item is handled waits with the next one until that can be
/// told; a process that is killed then gets at most one item of each sender again. It does not wait for an item that takes long.
/// </summary>
internal sealed class ArrivalOrder(TimeProvider time)
{
    /// <summary>For so long an item may keep the others waiting.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly LinkedList<Place> _places = [];
    private TaskCompletionSource _moved = New();
    private long _movedAt;

    /// <summary>An item has come.</summary>
    /// <param name="sender">From whom.</param>
    public Place Add(uint sender)
    {
        lock (_lock)
        {
            if (_places.Count == 0)
                _movedAt = time.GetTimestamp();
            return _places.AddLast(new Place(sender)).Value;
        }
    }

    /// <summary>It is handled.</summary>
    public void Settle(Place place)
    {
        lock (_lock)
        {
            place.IsSettled = true;
            if (_places.First?.Value != place)
                return;
            while (_places.First is { Value.IsSettled: true })
                _places.RemoveFirst();
            _movedAt = time.GetTimestamp();
            _moved.SetResult();
            _moved = New();
        }
    }

    /// <summary>Waits until an item may begin: no handled item of its sender is behind one that is not, or that one takes long.</summary>
    public async Task AwaitAsync(Place place, CancellationToken cancellationToken)
    {
        while (TimeLeft(place, out var moved) is { } left && !cancellationToken.IsCancellationRequested)
            await moved.WaitAsync(left, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TimeSpan? TimeLeft(Place place, out Task moved)
    {
        lock (_lock)
        {
            moved = _moved.Task;
            var left = Patience - time.GetElapsedTime(_movedAt);
            return left > TimeSpan.Zero && _places.Any(other => other.IsSettled && other.Sender == place.Sender) ? left : null;
        }
    }

    /// <summary>One item's place.</summary>
    internal sealed class Place(uint sender)
    {
        public uint Sender => sender;

        public bool IsSettled { get; set; }
    }
}
