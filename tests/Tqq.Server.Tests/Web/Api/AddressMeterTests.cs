using System.Net;
using Microsoft.Extensions.Time.Testing;
using Tqq.Core.Limits;
using Tqq.Server.Web.Api.Signing;

namespace Tqq.Server.Tests.Web.Api;

/// <summary>What an address may do is counted, of a /64 together, and nobody's memory grows by it.</summary>
public sealed class AddressMeterTests
{
    private static readonly RateLimit TwoAnHour = new(TimeSpan.FromHours(1), 2);
    private static readonly IPAddress Here = IPAddress.Parse("2001:db8::1");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void So_many_are_allowed_and_one_more_when_its_time_has_come()
    {
        var meter = new AddressMeter(_time);
        Assert.Null(meter.TryTake(Here, TwoAnHour));
        Assert.Null(meter.TryTake(IPAddress.Parse("2001:db8::2"), TwoAnHour));
        Assert.Equal(TimeSpan.FromHours(1), meter.TryTake(Here, TwoAnHour));
        Assert.Null(meter.TryTake(IPAddress.Parse("2001:db8:0:1::1"), TwoAnHour));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null(meter.TryTake(Here, TwoAnHour));
        meter.GiveBack(Here, TwoAnHour);
        Assert.Null(meter.TryTake(Here, TwoAnHour));
    }

    [Fact]
    public void Those_that_may_do_all_again_are_forgotten_and_without_room_a_new_address_waits()
    {
        var meter = new AddressMeter(_time);
        for (var address = 0; address < AddressMeter.Most; address++)
            meter.TryTake(new([10, 1, (byte)(address >> 8), (byte)address]), TwoAnHour);
        Assert.Equal(TimeSpan.FromHours(1), meter.TryTake(Here, TwoAnHour));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null(meter.TryTake(Here, TwoAnHour));
    }
}
