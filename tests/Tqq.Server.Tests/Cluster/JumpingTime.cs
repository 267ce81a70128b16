using System.Collections.Concurrent;

namespace Tqq.Server.Tests.Cluster;

/// <summary>A clock that goes on and can be made to jump: the calendar alone, as when somebody sets it, or everything, as when the machine slept.</summary>
internal sealed class JumpingTime : TimeProvider
{
    private readonly ConcurrentDictionary<JumpingTimer, byte> _timers = [];
    private long _calendarAhead;
    private long _ahead;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + new TimeSpan(Volatile.Read(ref _calendarAhead) + Volatile.Read(ref _ahead));

    public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Volatile.Read(ref _ahead);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new JumpingTimer(this, callback, state);
        _timers[timer] = 0;
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Somebody sets the calendar.</summary>
    public void SetCalendar(TimeSpan ahead) => Interlocked.Add(ref _calendarAhead, ahead.Ticks);

    /// <summary>So much time passes at once. A timer that was due in between fires, once.</summary>
    public void Pass(TimeSpan time)
    {
        Interlocked.Add(ref _ahead, time.Ticks);
        foreach (var (timer, _) in _timers)
            timer.LookAgain();
    }

    private sealed class JumpingTimer : ITimer
    {
        private readonly Lock _lock = new();
        private readonly JumpingTime _time;
        private readonly ITimer _inner;
        private TimeSpan _due = Timeout.InfiniteTimeSpan;
        private TimeSpan _period;

        public JumpingTimer(JumpingTime time, TimerCallback callback, object? state)
        {
            _time = time;
            _inner = System.CreateTimer(
                _ =>
                {
                    lock (_lock)
                        _due = _period > TimeSpan.Zero ? Now + _period : Timeout.InfiniteTimeSpan;
                    callback(state);
                },
                null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        private TimeSpan Now => new(_time.GetTimestamp());

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_lock)
            {
                (_due, _period) = (dueTime < TimeSpan.Zero ? Timeout.InfiniteTimeSpan : Now + dueTime, period);
                return _inner.Change(dueTime, period);
            }
        }

        public void LookAgain()
        {
            lock (_lock)
                if (_due >= TimeSpan.Zero)
                    _inner.Change(_due > Now ? _due - Now : TimeSpan.Zero, _period);
        }

        public void Dispose()
        {
            _time._timers.TryRemove(this, out _);
            _inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            _time._timers.TryRemove(this, out _);
            return _inner.DisposeAsync();
        }
    }
}
