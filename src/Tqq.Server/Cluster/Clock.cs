using Tqq.Core;

namespace Tqq.Server.Cluster;

/// <summary>Tells the rules what time it is: durations by the monotonic clock, stamps by the calendar.</summary>
/// <param name="calendar">Where time comes from, the calendar included, which may be set.</param>
/// <param name="steady">The same time as if nobody ever set the calendar.</param>
public sealed class Clock(TimeProvider calendar, TimeProvider steady)
{
    /// <summary>The moment now.</summary>
    public Moment Now() => new(new(steady.GetUtcNow().UtcTicks), calendar.GetUtcNow());
}
