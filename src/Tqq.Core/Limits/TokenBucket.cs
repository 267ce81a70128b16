namespace Tqq.Core.Limits;

/// <summary>
/// A token bucket in eight bytes: it keeps only the time at which it would be full again (the generic cell rate algorithm).
/// A refused use costs nothing.
/// </summary>
public struct TokenBucket
{
    private TimeSpan _fullAt;

    /// <summary>Takes one use if the limit allows it now.</summary>
    public bool TryTake(RateLimit limit, TimeSpan now)
    {
        var fullAt = _fullAt > now ? _fullAt : now;
        if (fullAt - now > limit.Interval * (limit.Burst - 1))
            return false;
        _fullAt = fullAt + limit.Interval;
        return true;
    }

    /// <summary>How long it takes from now until the limit allows one use; zero where it does now.</summary>
    public readonly TimeSpan UntilNext(RateLimit limit, TimeSpan now)
    {
        var left = _fullAt - now - limit.Interval * (limit.Burst - 1);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Gives back a use that was taken: it was none of its kind after all.</summary>
    public void GiveBack(RateLimit limit) => _fullAt -= limit.Interval;
}
