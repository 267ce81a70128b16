namespace Tqq.Core.Limits;

/// <summary>
/// Slows guessing down (protocol.md §5.1): after 5 failures within 5 minutes every further login is held back, 1 s at first, doubling with
/// each failure up to 20 s. 5 minutes without a failure end it. Who is counted together, and what a success proves, is for others to say.
/// </summary>
internal sealed class LoginThrottle
{
    /// <summary>How many failures are free.</summary>
    public const int FreeFailures = 5;

    /// <summary>The time within which failures count together.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>The longest delay.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(20);

    // Most accounts never see a failure: this takes memory only from the first on.
    private List<TimeSpan>? _recent;
    private TimeSpan _lastFailure = TimeSpan.MinValue;
    private int _strikes;

    /// <summary>Whether there is no failure at all to remember, whatever the time.</summary>
    public bool IsClear => _recent is null;

    /// <summary>Whether nothing is left to remember at this time.</summary>
    public bool IsIdle(TimeSpan now) => _recent is null || now - _lastFailure > Window;

    /// <summary>How long a login that comes now is held back.</summary>
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
        _recent.RemoveAll(earlier => now - earlier > Window);
        _recent.Add(now);
        if (_recent.Count == FreeFailures)
            _strikes = 1;
    }

    /// <summary>One failure was none.</summary>
    public void Forgive()
    {
        if (_strikes > 0)
            _strikes--;
        if (_strikes > 0 || _recent is null)
            return;
        _recent.RemoveAt(_recent.Count - 1);
        if (_recent.Count == 0)
            _recent = null;
    }

    /// <summary>All is forgotten.</summary>
    public void Reset()
    {
        _recent = null;
        _strikes = 0;
    }
}
