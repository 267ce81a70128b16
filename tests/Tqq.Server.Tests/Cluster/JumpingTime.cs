namespace Tqq.Server.Tests.Cluster;

/// <summary>
/// A clock that stands still until it is made to jump: the calendar alone, as when somebody sets it, or
/// everything, as when the machine slept.
/// </summary>
internal sealed class JumpingTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<JumpingTimer> _timers = [];
    private TimeSpan _uptime = TimeSpan.FromDays(1);
    private DateTimeOffset _calendar = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _calendar;
    }

    public override long GetTimestamp()
    {
        lock (_lock)
            return _uptime.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new JumpingTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Somebody sets the calendar.</summary>
    public void SetCalendar(TimeSpan ahead)
    {
        lock (_lock)
            _calendar += ahead;
    }

    /// <summary>So much time passes at once. A timer that was due in between fires, once, on another thread.</summary>
    public void Pass(TimeSpan time)
    {
        lock (_lock)
        {
            (_uptime, _calendar) = (_uptime + time, _calendar + time);
            foreach (var timer in _timers.ToList())
                timer.FireIfDue();
        }
    }

    // All of it under the clock's lock.
    private sealed class JumpingTimer(JumpingTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan? _due;
        private TimeSpan _period;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
                _due = dueTime < TimeSpan.Zero ? null : time._uptime + dueTime;
                _period = period;
                if (_due is not null)
                    time._timers.Add(this);
                FireIfDue();
                return true;
            }
        }

        public void FireIfDue()
        {
            if (_due is not { } due || due > time._uptime)
                return;
            _due = _period > TimeSpan.Zero ? time._uptime + _period : null;
            if (_due is null)
                time._timers.Remove(this);
            ThreadPool.QueueUserWorkItem(static timer => timer.Callback(), this, preferLocal: false);
        }

        public void Dispose()
        {
            lock (time._lock)
            {
                _due = null;
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Callback() => callback(state);
    }
}
