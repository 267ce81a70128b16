namespace Tqq.Core.Limits;

/// <summary>
/// A token bucket in eight bytes: it keeps only the time at which it would be full again (the generic cell rate algorithm).
/// A refused use costs nothing.
/// </summary>
public struct TokenBucket
{
    private TimeSpan _fullAt;

    /// <summary>Takes uses if the limit allows one now. What they are beyond what it allows is made up for before the next.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="now">The time.</param>
    /// <param name="uses">How many.</param>
    public bool TryTake(RateLimit limit, TimeSpan now, int uses = 1)
    {
        var fullAt = _fullAt > now ? _fullAt : now;
        if (fullAt - now > limit.Interval * (limit.Burst - 1))
            return false;
        _fullAt = fullAt + limit.Interval * uses;
        return true;
    }

    /// <summary>How long it takes from now until the limit allows one use; zero where it does now.</summary>
    public readonly TimeSpan UntilNext(RateLimit limit, TimeSpan now)
    {
        var left = _fullAt - now - limit.Interval * (limit.Burst - 1);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Gives back uses that were taken: they were none of their kind after all.</summary>
    public void GiveBack(RateLimit limit, int uses = 1) => _fullAt -= limit.Interval * uses;
}
