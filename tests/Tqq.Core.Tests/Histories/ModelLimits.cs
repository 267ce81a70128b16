using Tqq.Core.Limits;

namespace Tqq.Core.Tests.Histories;

/// <summary>A bucket as everybody imagines it: tokens drip in, uses take them out. Counted in time, so that nothing is rounded.</summary>
internal sealed class ModelBucket(RateLimit limit, TimeSpan now)
{
    private TimeSpan _credit = limit.Interval * limit.Burst;
    private TimeSpan _at = now;

    // What is taken beyond what there is drips in before the next is taken.
    public bool TryTake(TimeSpan now, int uses)
    {
        var full = limit.Interval * limit.Burst;
        _credit = _credit + (now - _at) < full ? _credit + (now - _at) : full;
        _at = now;
        if (_credit < limit.Interval)
            return false;
        _credit -= limit.Interval * uses;
        return true;
    }
}

/// <summary>Failed logins (protocol.md §5.1), all of them remembered.</summary>
internal sealed class ModelThrottle
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private readonly List<TimeSpan> _failures = [];
    private TimeSpan _last;

    public void Failed(TimeSpan now)
    {
        Forget(now);
        _failures.Add(_last = now);
    }

    public void Forgive()
    {
        if (_failures.Count > 0)
            _failures.RemoveAt(_failures.Count - 1);
    }

    public void Succeeded() => _failures.Clear();

    public TimeSpan Delay(TimeSpan now)
    {
        Forget(now);
        for (var fifth = 4; fifth < _failures.Count; fifth++)
            if (_failures[fifth] - _failures[fifth - 4] <= Window)
                return TimeSpan.FromSeconds(Math.Min(20, Math.Pow(2, _failures.Count - 1 - fifth)));
        return TimeSpan.Zero;
    }

    private void Forget(TimeSpan now)
    {
        if (_failures.Count > 0 && now - _last > Window)
            _failures.Clear();
    }
}
