namespace Tqq.Load.Driving;

/// <summary>The lanes: as many requests as may be under way.</summary>
internal sealed class Lanes : IDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);

    private readonly Lane[] _all;
    private readonly Stack<Lane> _free;
    private readonly Lock _lock = new();
    private readonly Timer _timer;

    /// <param name="count">How many.</param>
    /// <param name="make">Makes one.</param>
    public Lanes(int count, Func<Lane> make)
    {
        _all = [.. Enumerable.Range(0, count).Select(_ => make())];
        _free = new(_all);
        _timer = new(_ => GiveUpLate(), null, s_look, s_look);
    }

    /// <summary>How many there are.</summary>
    public int Count => _all.Length;

    /// <summary>How many requests are under way.</summary>
    public int InUse
    {
        get
        {
            lock (_lock)
                return _all.Length - _free.Count;
        }
    }

    /// <summary>A free lane; null when none is.</summary>
    public Lane? TryTake()
    {
        lock (_lock)
            return _free.TryPop(out var lane) ? lane : null;
    }

    public void Return(Lane lane)
    {
        lock (_lock)
            _free.Push(lane);
    }

    public void Dispose() => _timer.Dispose();

    private void GiveUpLate()
    {
        foreach (var lane in _all)
            lane.GiveUpIfLate();
    }
}
