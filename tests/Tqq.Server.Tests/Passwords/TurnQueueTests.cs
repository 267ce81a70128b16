using System.Net;
using CsCheck;
using Tqq.Server.Passwords;

namespace Tqq.Server.Tests.Passwords;

/// <summary>Logins that wait take turns by address.</summary>
public sealed class TurnQueueTests
{
    private static readonly IPAddress Flooder = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Guest = IPAddress.Parse("192.0.2.2");
    private static readonly IPAddress Another = IPAddress.Parse("192.0.2.3");

    private static List<string> Empty(TurnQueue<string> queue)
    {
        var taken = new List<string>();
        while (queue.TryTake(out var next))
            taken.Add(next);
        return taken;
    }

    [Fact]
    public void Addresses_take_turns_and_each_is_served_in_order()
    {
        var queue = new TurnQueue<string>(10);
        foreach (var item in (string[])["f1", "f2", "f3"])
            Assert.Null(queue.Add(Flooder, item));
        queue.Add(Guest, "g1");
        queue.Add(Another, "a1");
        queue.Add(Guest, "g2");
        Assert.Equal(["f1", "g1", "a1", "f2", "g2", "f3"], Empty(queue));
    }

    [Fact]
    public void When_it_is_full_whoever_has_most_makes_room_for_whoever_has_less()
    {
        var queue = new TurnQueue<string>(3);
        foreach (var item in (string[])["f1", "f2", "f3"])
            queue.Add(Flooder, item);
        Assert.Equal("f4", queue.Add(Flooder, "f4"));
        Assert.Equal("f3", queue.Add(Guest, "g1"));
        Assert.Equal("g2", queue.Add(Guest, "g2"));
        Assert.Equal("f2", queue.Add(Another, "a1"));
        Assert.Equal("x", queue.Add(IPAddress.Parse("192.0.2.4"), "x"));
        Assert.Equal(["f1", "g1", "a1"], Empty(queue));
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void It_never_holds_more_than_it_may_whatever_comes()
    {
        Gen.Int[0, 9].Array[0, 200].Sample(arrivals =>
        {
            var queue = new TurnQueue<string>(7);
            var waiting = new HashSet<string>();
            foreach (var (from, number) in arrivals.Select((from, number) => (from, number)))
            {
                if (from == 0)
                {
                    Assert.Equal(waiting.Count > 0, queue.TryTake(out var taken));
                    Assert.True(taken is null || waiting.Remove(taken));
                    continue;
                }

                var item = $"{from}-{number}";
                waiting.Add(item);
                if (queue.Add(new([192, 0, 2, (byte)from]), item) is { } displaced)
                    Assert.True(waiting.Remove(displaced));
                Assert.True(queue.Count <= 7);
                Assert.Equal(waiting.Count, queue.Count);
            }

            Assert.Equal(waiting.Order(), Empty(queue).Order());
        });
    }
}
