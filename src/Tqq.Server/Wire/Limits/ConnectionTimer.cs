using System.Collections.Concurrent;

namespace Tqq.Server.Wire.Limits;

/// <summary>
/// All connections and their deadlines. One timer for the whole server looks at them once a second, so that a request costs no timer of its own.
/// </summary>
public sealed class ConnectionTimer : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ConnectionDeadline, byte> _connections = [];
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _ticks;

    /// <summary>Starts looking.</summary>
    public ConnectionTimer(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => Look(), null, Tick, Tick);
    }

    /// <summary>How often it has looked: a clock of seconds that costs nothing to read.</summary>
    public long Ticks => Volatile.Read(ref _ticks);

    /// <summary>How many connections there are.</summary>
    public int Count => _connections.Count;

    /// <summary>A connection begins. <paramref name="onOverdue"/> is called on each look at which its deadline has passed.</summary>
    public ConnectionDeadline Add(Action onOverdue)
    {
        var deadline = new ConnectionDeadline(_time, onOverdue);
        _connections[deadline] = 0;
        return deadline;
    }

    /// <summary>A connection has ended.</summary>
    public void Remove(ConnectionDeadline deadline) => _connections.TryRemove(deadline, out _);

    /// <summary>Stops looking.</summary>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        Interlocked.Increment(ref _ticks);
        foreach (var (deadline, _) in _connections)
            deadline.Look();
    }
}
