namespace Tqq.Core.Limits;

/// <summary>The limits of one account, by class; the defaults are those of protocol.md §6.</summary>
public sealed record RateLimits
{
    /// <summary>CLTMSG: 2 a second, 20 at once.</summary>
    public RateLimit Sending { get; init; } = new(TimeSpan.FromSeconds(0.5), 20);

    /// <summary>Change_Stat: one in 3 seconds, 5 at once.</summary>
    public RateLimit StatusChange { get; init; } = new(TimeSpan.FromSeconds(3), 5);

    /// <summary>AddToList and Ack_AddToList: one in 3 seconds, 10 at once.</summary>
    public RateLimit Befriending { get; init; } = new(TimeSpan.FromSeconds(3), 10);

    /// <summary>Everything else: 20 a second, 100 at once.</summary>
    public RateLimit Other { get; init; } = new(TimeSpan.FromMilliseconds(50), 100);

    /// <summary>The limit of one class.</summary>
    public RateLimit Of(RateClass rateClass) => rateClass switch
    {
        RateClass.Sending => Sending,
        RateClass.StatusChange => StatusChange,
        RateClass.Befriending => Befriending,
        _ => Other,
    };
}
