using Microsoft.Extensions.Time.Testing;
using Tqq.Server.Wire.Limits;

namespace Tqq.Server.Tests.Wire.Limits;

public sealed class ConnectionTimerTests
{
    private const int Connections = 100;

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Each_that_is_overdue_is_ended_within_a_second_and_never_all_at_once()
    {
        using var timer = new ConnectionTimer(_time);
        var ended = new int[Connections];
        for (var at = 0; at < Connections; at++)
        {
            var mine = at;
            timer.Add(() => ended[mine]++).Set(TimeSpan.Zero);
        }

        for (var step = 0; step < 20; step++)
        {
            var before = ended.Sum();
            _time.Advance(TimeSpan.FromMilliseconds(50));
            Assert.InRange(ended.Sum() - before, 0, Connections / 10);
        }

        Assert.All(ended, count => Assert.Equal(1, count));
        Assert.Equal(1, timer.Ticks);
    }

    [Fact]
    public void Who_is_in_time_or_gone_is_left_alone()
    {
        using var timer = new ConnectionTimer(_time);
        var ended = 0;
        var (gone, late, cleared) = (timer.Add(() => ended++), timer.Add(() => ended++), timer.Add(() => ended++));
        gone.Set(TimeSpan.Zero);
        timer.Remove(gone);
        late.Set(TimeSpan.FromSeconds(3));
        cleared.Set(TimeSpan.Zero);
        cleared.Clear();
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((0, 2), (ended, timer.Count));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(ended > 0);
    }
}
