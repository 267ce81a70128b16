namespace Tqq.Server.Cluster;

/// <summary>
/// Time for all that waits and measures: it begins with the calendar and then only goes on, at the pace of the monotonic clock. Orleans
/// gets it too, which goes by the calendar and takes in no account any more after one was set back.
/// </summary>
/// <param name="time">Where time comes from.</param>
internal sealed class SteadyTime(TimeProvider time) : TimeProvider
{
    private readonly DateTimeOffset _begun = time.GetUtcNow();
    private readonly long _start = time.GetTimestamp();

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _begun + time.GetElapsedTime(_start);

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
