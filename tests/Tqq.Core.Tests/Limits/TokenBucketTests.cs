using Tqq.Core.Limits;

namespace Tqq.Core.Tests.Limits;

/// <summary>Rates (protocol.md §6).</summary>
public sealed class TokenBucketTests
{
    [Fact]
    public void A_burst_is_let_through_and_then_one_for_each_interval()
    {
        var limit = new RateLimit(TimeSpan.FromSeconds(0.5), 20);
        var bucket = new TokenBucket();
        var now = TimeSpan.FromHours(1);
        Assert.Equal(20, Enumerable.Range(0, 30).Count(_ => bucket.TryTake(limit, now)));
        now += TimeSpan.FromSeconds(1);
        Assert.Equal(2, Enumerable.Range(0, 30).Count(_ => bucket.TryTake(limit, now)));
    }

    [Fact]
    public void One_message_every_0_9_seconds_for_hours_is_never_punished()
    {
        var limits = new RateLimits();
        var meter = new RateMeter();
        Assert.All(Enumerable.Range(0, 20_000), number =>
            Assert.True(meter.TryTake(RateClass.Sending, limits, TimeSpan.FromSeconds(0.9 * number))));
    }

    [Fact]
    public void What_counts_several_times_is_taken_where_one_is_allowed_and_made_up_for_before_the_next()
    {
        var bucket = new TokenBucket();
        var limit = new RateLimit(TimeSpan.FromSeconds(1), 3);
        Assert.True(bucket.TryTake(limit, TimeSpan.Zero, uses: 5));
        Assert.False(bucket.TryTake(limit, TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromSeconds(3), bucket.UntilNext(limit, TimeSpan.Zero));
        bucket.GiveBack(limit, uses: 5);
        Assert.Equal(TimeSpan.Zero, bucket.UntilNext(limit, TimeSpan.Zero));
    }

    [Fact]
    public void What_is_refused_says_when_it_would_be_allowed()
    {
        var (limit, bucket, now) = (new RateLimit(TimeSpan.FromSeconds(3), 2), new TokenBucket(), TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.Zero, bucket.UntilNext(limit, now));
        while (bucket.TryTake(limit, now))
            Assert.True(bucket.UntilNext(limit, now) <= TimeSpan.FromSeconds(3));
        now += TimeSpan.FromSeconds(1);
        var wait = bucket.UntilNext(limit, now);
        Assert.Equal(TimeSpan.FromSeconds(2), wait);
        Assert.False(bucket.TryTake(limit, now + wait - TimeSpan.FromTicks(1)));
        Assert.True(bucket.TryTake(limit, now + wait));
    }

    [Fact]
    public void No_limit_is_no_limit()
    {
        var bucket = new TokenBucket();
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.True(bucket.TryTake(RateLimit.None, TimeSpan.Zero)));
    }
}
