namespace Tqq.Core.Limits;

/// <summary>What one account has used of its limits. It lies in the account itself, of which there are very many: to be used where it stands, never as a copy.</summary>
public struct RateMeter
{
    private TokenBucket _message, _status, _friend, _other;

    /// <summary>Takes one use of a class if its limit allows it now.</summary>
    public bool TryTake(RateClass rateClass, RateLimits limits, TimeSpan now)
    {
        ref var bucket = ref _other;
        switch (rateClass)
        {
            case RateClass.Sending: bucket = ref _message; break;
            case RateClass.StatusChange: bucket = ref _status; break;
            case RateClass.Befriending: bucket = ref _friend; break;
            default: break;
        }

        return bucket.TryTake(limits.Of(rateClass), now);
    }
}
