using Tqq.Core;

namespace Tqq.Server.Cluster;

/// <summary>Tells the rules what time it is: durations by the monotonic clock, stamps by the calendar.</summary>
/// <param name="time">Where time comes from.</param>
public sealed class Clock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    // From the calendar, so that processes started one after the other agree roughly.
    private readonly TimeSpan _origin = new(time.GetUtcNow().UtcTicks);

    /// <summary>The moment now.</summary>
    public Moment Now() => new(_origin + time.GetElapsedTime(_start), time.GetUtcNow());
}
