using System.Net;
using Tqq.Server.Wire.Admission;
using Tqq.Server.Wire.Limits;

namespace Tqq.Server.Tests.Wire.Admission;

/// <summary>How many replies may be held back (protocol.md §6).</summary>
public sealed class AddressQuotaTests
{
    private static readonly WireOptions Options = new();

    private readonly AddressQuota _delayed = new(Options.DelayedReplies, Options.DelayedRepliesPerAddress);

    private static IPAddress Address(int number) => new(BitConverter.GetBytes(number + 1));

    [Fact]
    public void An_address_has_8_places_and_gets_one_back_for_each_that_ends()
    {
        for (var number = 0; number < 8; number++)
            Assert.True(_delayed.TryTake(Address(1)));
        Assert.False(_delayed.TryTake(Address(1)));
        Assert.True(_delayed.TryTake(Address(2)));
        _delayed.GiveBack(Address(1));
        Assert.True(_delayed.TryTake(Address(1)));
    }

    [Fact]
    public void Whoever_has_a_64_of_IPv6_has_one_address()
    {
        for (var number = 0; number < 8; number++)
            Assert.True(_delayed.TryTake(IPAddress.Parse($"2001:db8:0:1::{number}")));
        Assert.False(_delayed.TryTake(IPAddress.Parse("2001:db8:0:1:ffff::1")));
        Assert.True(_delayed.TryTake(IPAddress.Parse("2001:db8:0:2::1")));
        _delayed.GiveBack(IPAddress.Parse("2001:db8:0:1::9"));
        Assert.True(_delayed.TryTake(IPAddress.Parse("2001:db8:0:1::a")));
    }

    [Fact]
    public void There_are_10_000_places_in_all()
    {
        for (var number = 0; number < 10_000; number++)
            Assert.True(_delayed.TryTake(Address(number / 8)));
        Assert.False(_delayed.TryTake(Address(5000)));
        Assert.Equal(10_000, _delayed.Count);
    }
}
