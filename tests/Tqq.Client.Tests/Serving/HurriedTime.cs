using Microsoft.Extensions.Time.Testing;

namespace Tqq.Client.Tests.Serving;

/// <summary>
/// A clock on which every wait shorter than the limit is over at once, and the hands have moved by it; longer ones never end by themselves.
/// </summary>
/// <param name="limit">The limit.</param>
/// <param name="once">Whether only the first of them is.</param>
internal sealed class HurriedTime(TimeSpan limit, bool once = false) : FakeTimeProvider
{
    private int _hurried;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero || dueTime >= limit || (Interlocked.Increment(ref _hurried) > 1 && once))
            return base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero)
            Advance(dueTime);
        return TimeProvider.System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
