using System.Net;
using Tqq.Server.Wire.Limits;

namespace Tqq.Server.Tests.Wire.Limits;

/// <summary>How many replies may be held back (protocol.md §6).</summary>
public sealed class DelayedRepliesTests
{
    private readonly DelayedReplies _delayed = new(new WireOptions());

    private static IPAddress Address(int number) => new(BitConverter.GetBytes(number + 1));

    [Fact]
    public void An_address_has_8_places_and_gets_one_back_for_each_that_ends()
    {
        for (var number = 0; number < 8; number++)
            Assert.True(_delayed.TryBegin(Address(1)));
        Assert.False(_delayed.TryBegin(Address(1)));
        Assert.True(_delayed.TryBegin(Address(2)));
        _delayed.End(Address(1));
        Assert.True(_delayed.TryBegin(Address(1)));
    }

    [Fact]
    public void There_are_10_000_places_in_all()
    {
        for (var number = 0; number < 10_000; number++)
            Assert.True(_delayed.TryBegin(Address(number / 8)));
        Assert.False(_delayed.TryBegin(Address(5000)));
        Assert.Equal(10_000, _delayed.Count);
    }
}
