using Tqq.Core;
using Tqq.Server.Cluster;

namespace Tqq.Server.Tests.Cluster;

/// <summary>Everybody is woken once, in time, and not before.</summary>
public sealed class WakeRingTests
{
    private static readonly TimeSpan Width = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Start = TimeSpan.FromHours(1);
    private static readonly Uin Anna = new(10001);

    private readonly WakeRing _ring = new(Width, Start);

    private List<Uin> TakeAll(TimeSpan now)
    {
        var all = new List<Uin>();
        var slots = 0;
        for (; _ring.TakeDue(now) is { } due; slots++)
            all.AddRange(due);
        Assert.InRange(slots, 0, WakeRing.Reach + 1); // once round, however long nobody has looked
        return all;
    }

    [Theory]
    [InlineData(-5000, 1)]
    [InlineData(0, 1)]
    [InlineData(900, 1)]
    [InlineData(1000, 1)]
    [InlineData(1001, 2)]
    [InlineData(299_500, 300)]
    [InlineData(300_001, 300)]
    [InlineData(86_400_000, 300)]
    public void One_is_woken_in_the_slot_behind_its_time_and_at_the_latest_when_the_ring_is_round(int milliseconds, int seconds)
    {
        Assert.Equal(Start + TimeSpan.FromSeconds(seconds), _ring.Add(Anna, Start + TimeSpan.FromMilliseconds(milliseconds)));
        for (var second = 1; second < seconds; second++)
            Assert.Empty(TakeAll(Start + TimeSpan.FromSeconds(second)));
        Assert.Equal([Anna], TakeAll(Start + TimeSpan.FromSeconds(seconds)));
        Assert.Empty(TakeAll(Start + TimeSpan.FromSeconds(seconds + 1000)));
    }

    [Fact]
    public void Nothing_is_due_twice_in_one_slot_of_time()
    {
        Assert.Null(_ring.TakeDue(Start));
        Assert.NotNull(_ring.TakeDue(Start + Width));
        Assert.Null(_ring.TakeDue(Start + (1.5 * Width)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(1_000_000)]
    public void After_a_long_sleep_of_the_machine_everybody_is_woken_once(int seconds)
    {
        var all = Enumerable.Range(0, 300).Select(number => new Uin(10_001 + (uint)number)).ToList();
        foreach (var uin in all)
            _ring.Add(uin, Start + TimeSpan.FromSeconds(uin.Value - 10_000));
        Assert.Equal(all.Take(seconds), TakeAll(Start + TimeSpan.FromSeconds(seconds)).Order());
    }

    [Fact]
    public void Who_is_taken_in_while_a_slot_is_worked_off_comes_with_the_next()
    {
        Assert.NotNull(_ring.TakeDue(Start + Width));
        _ring.Add(Anna, Start);
        Assert.Empty(TakeAll(Start + Width));
        Assert.Equal([Anna], TakeAll(Start + (2 * Width)));
    }
}
