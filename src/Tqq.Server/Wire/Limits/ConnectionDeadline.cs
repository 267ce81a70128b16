namespace Tqq.Server.Wire.Limits;

/// <summary>When the patience with one connection ends. Written by its loop, looked at by the timer.</summary>
/// <param name="time">Where time comes from.</param>
/// <param name="onOverdue">What to do when it has passed.</param>
/// <param name="part">With which others the timer looks at it.</param>
public sealed class ConnectionDeadline(TimeProvider time, Action onOverdue, int part)
{
    private long _at = long.MaxValue;

    internal int Part => part;

    /// <summary>Whether the deadline has passed.</summary>
    public bool HasPassed => time.GetTimestamp() >= Volatile.Read(ref _at);

    /// <summary>From now on there is this much time.</summary>
    public void Set(TimeSpan patience) => Set(time.GetTimestamp(), patience);

    /// <summary>There is this much time, counted from a moment of the same clock.</summary>
    public void Set(long since, TimeSpan patience) =>
        Volatile.Write(ref _at, since + (long)(patience.TotalSeconds * time.TimestampFrequency));

    /// <summary>There is all the time in the world.</summary>
    public void Clear() => Volatile.Write(ref _at, long.MaxValue);

    /// <summary>The timer looks.</summary>
    /// <returns>Whether the deadline has passed.</returns>
    internal bool Look()
    {
        if (!HasPassed)
            return false;
        onOverdue();
        return true;
    }
}
