namespace Tqq.Core.Limits;

/// <summary>How often something may be done (protocol.md §6).</summary>
/// <param name="Interval">The time that one use costs in the long run; zero for no limit.</param>
/// <param name="Burst">How many uses may follow each other at once after a rest; at least 1.</param>
public readonly record struct RateLimit(TimeSpan Interval, int Burst)
{
    /// <summary>No limit.</summary>
    public static readonly RateLimit None = new(TimeSpan.Zero, 1);
}
