namespace Tqq.Core.Limits;

/// <summary>
/// Slows guessing down (protocol.md §5.1): after 5 failures within 5 minutes every further answer is delayed, 1 s at first,
/// doubling with each failure up to 20 s. A success, or 5 minutes without a failure, ends it. One for each account, one for each address.
/// </summary>
public sealed class LoginThrottle
{
    /// <summary>How many failures are free.</summary>
    public const int FreeFailures = 5;

    /// <summary>The time within which failures count together.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>The longest delay.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(20);

    // Most accounts never see a failure: this takes memory only from the first on.
    private Queue<TimeSpan>? _recent;
    private TimeSpan _lastFailure = TimeSpan.MinValue;
    private int _strikes;

    /// <summary>Whether nothing is left to remember at this time.</summary>
    public bool IsIdle(TimeSpan now) => _recent is null || now - _lastFailure > Window;

    /// <summary>How long an answer given now is held back.</summary>
    public TimeSpan Delay(TimeSpan now)
    {
        if (IsIdle(now))
            Reset();
        if (_strikes == 0)
            return TimeSpan.Zero;
        // Beyond 2^5 the longest delay has long been reached; the shift must not overflow.
        var doubled = TimeSpan.FromSeconds(1 << Math.Min(_strikes - 1, 5));
        return doubled < LongestDelay ? doubled : LongestDelay;
    }

    /// <summary>A login failed.</summary>
    public void Failed(TimeSpan now)
    {
        if (IsIdle(now))
            Reset();
        _lastFailure = now;
        if (_strikes > 0)
        {
            _strikes++;
            return;
        }

        _recent ??= new(FreeFailures);
        while (_recent.TryPeek(out var oldest) && now - oldest > Window)
            _recent.Dequeue();
        _recent.Enqueue(now);
        if (_recent.Count == FreeFailures)
            _strikes = 1;
    }

    /// <summary>A login succeeded: all is forgotten.</summary>
    public void Reset()
    {
        _recent = null;
        _strikes = 0;
    }
}
