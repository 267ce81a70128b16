namespace Tqq.Client.Hosting;

/// <summary>Runs handlers beside the poll loop: those of one sender in order, those of several at once, no more than so many begun or waiting in all.</summary>
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
