using System.Diagnostics.CodeAnalysis;

namespace Tqq.Core.Limits;

/// <summary>
/// What one account has used of its limits. It lies in the account itself, of which there are very many: to be
/// used where it stands, never as a copy.
/// </summary>
public struct RateMeter
{
    private TokenBucket _message, _status, _friend, _other;

    /// <summary>Takes uses of a class if its limit allows one now.</summary>
    public bool TryTake(RateClass rateClass, RateLimits limits, TimeSpan now, int uses = 1) =>
        Bucket(rateClass).TryTake(limits.Of(rateClass), now, uses);

    /// <summary>How long it takes from now until the limit of a class allows one use.</summary>
    public TimeSpan UntilNext(RateClass rateClass, RateLimits limits, TimeSpan now) =>
        Bucket(rateClass).UntilNext(limits.Of(rateClass), now);

    /// <summary>Gives back uses that were taken: they were none of their class after all.</summary>
    public void GiveBack(RateClass rateClass, RateLimits limits, int uses = 1) =>
        Bucket(rateClass).GiveBack(limits.Of(rateClass), uses);

    [UnscopedRef]
    private ref TokenBucket Bucket(RateClass rateClass)
    {
        switch (rateClass)
        {
            case RateClass.Sending: return ref _message;
            case RateClass.StatusChange: return ref _status;
            case RateClass.Befriending: return ref _friend;
            default: return ref _other;
        }
    }
}
