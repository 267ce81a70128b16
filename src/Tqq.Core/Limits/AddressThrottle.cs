namespace Tqq.Core.Limits;

/// <summary>
/// Failed logins of one address, whatever accounts they are for (protocol.md §5.1). A success proves only that the
/// failures with the same account were somebody's own: those are forgiven. Otherwise one account of his own would give
/// an attacker all the tries he wants at others.
/// </summary>
public sealed class AddressThrottle
{
    // Whose failures are told apart; those with further accounts only time forgives.
    private const int MostTold = 16;

    private readonly LoginThrottle _throttle = new();
    private readonly Dictionary<Uin, int> _failures = [];

    /// <summary>How long a login from this address is held back now.</summary>
    public TimeSpan Delay(TimeSpan now) => _throttle.Delay(now);

    /// <summary>A login failed.</summary>
    public void Failed(Uin uin, TimeSpan now)
    {
        if (_throttle.IsIdle(now))
            _failures.Clear();
        _throttle.Failed(now);
        if (_failures.TryGetValue(uin, out var count) || _failures.Count < MostTold)
            _failures[uin] = count + 1;
    }

    /// <summary>A login succeeded.</summary>
    public void Succeeded(Uin uin)
    {
        if (_failures.Remove(uin, out var count))
            for (; count > 0; count--)
                _throttle.Forgive();
    }
}
