using Microsoft.Extensions.Time.Testing;

namespace Tqq.Client.Tests.Serving;

/// <summary>A clock on which every wait shorter than the limit is over at once, and the hands have moved by it; longer ones never end by themselves.</summary>
internal sealed class HurriedTime(TimeSpan limit) : FakeTimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero || dueTime >= limit)
            return base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero)
            Advance(dueTime);
        return TimeProvider.System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
