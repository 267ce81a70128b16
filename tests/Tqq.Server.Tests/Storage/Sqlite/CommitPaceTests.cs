using CsCheck;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Storage.Sqlite;

public sealed class CommitPaceTests
{
    private static readonly TimeSpan Start = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(1)]
    [InlineData(CommitPace.Enough)]
    [InlineData(5000)]
    public void Who_comes_alone_never_waits_nor_do_so_many_that_it_gains_nothing(int works)
    {
        var pace = new CommitPace();
        Assert.Equal(TimeSpan.Zero, pace.Rest(Start));
        pace.Begins(Start, works);
        Assert.Equal(TimeSpan.Zero, pace.Rest(Start));
    }

    [Fact]
    public void A_clock_that_went_back_keeps_nobody_waiting()
    {
        var pace = new CommitPace();
        pace.Begins(Start, 2);
        Assert.Equal(TimeSpan.Zero, pace.Rest(Start - TimeSpan.FromDays(3650)));
    }

    [Fact]
    public void Where_some_come_the_next_begins_a_pace_after_the_one_before_began() =>
        Gen.Select(Gen.Int[2, CommitPace.Enough - 1], Gen.Double[0, 10]).Sample((works, later) =>
    {
        var pace = new CommitPace();
        var now = Start + TimeSpan.FromMilliseconds(later);
        pace.Begins(Start, works);
        var rest = pace.Rest(now);
        Assert.InRange(rest, TimeSpan.Zero, CommitPace.Pace);
        Assert.Equal(now < Start + CommitPace.Pace ? Start + CommitPace.Pace : now, now + rest);
    });
}
