using System.Collections.Concurrent;

namespace Tqq.Server.Wire.Limits;

/// <summary>
/// All connections and their deadlines. One timer for the whole server looks at each once a second, so that a request costs no timer of its
/// own; at one part of them after the other, so that of thousands that are overdue together not all are ended together while others wait.
/// </summary>
public sealed class ConnectionTimer : IDisposable
{
    private const int Parts = 20;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1) / Parts;

    private readonly ConcurrentDictionary<ConnectionDeadline,
        byte>[] _parts = [.. Enumerable.Range(0, Parts).Select(_ => new ConcurrentDictionary<ConnectionDeadline, byte>())];
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _steps;
    private uint _added;

    /// <summary>Starts looking.</summary>
    public ConnectionTimer(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => Look(), null, Step, Step);
    }

    /// <summary>How often it has looked at all: a clock of seconds that costs nothing to read.</summary>
    public long Ticks => Volatile.Read(ref _steps) / Parts;

    /// <summary>How many connections there are.</summary>
    public int Count => _parts.Sum(part => part.Count);

    /// <summary>A connection begins. <paramref name="onOverdue"/> is called on each look at which its deadline has passed.</summary>
    public ConnectionDeadline Add(Action onOverdue)
    {
        var deadline = new ConnectionDeadline(_time, onOverdue, (int)(Interlocked.Increment(ref _added) % Parts));
        _parts[deadline.Part][deadline] = 0;
        return deadline;
    }

    /// <summary>A connection has ended.</summary>
    public void Remove(ConnectionDeadline deadline) => _parts[deadline.Part].TryRemove(deadline, out _);

    /// <summary>Stops looking.</summary>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        foreach (var (deadline, _) in _parts[Interlocked.Increment(ref _steps) % Parts])
        {
            // To end a connection is work, and whoever waits for an answer goes first.
            if (deadline.Look())
                Thread.Yield();
        }
    }
}
