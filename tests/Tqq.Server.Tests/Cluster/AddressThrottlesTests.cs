using System.Net;
using Tqq.Server.Cluster;

namespace Tqq.Server.Tests.Cluster;

/// <summary>Failed logins by address (protocol.md §5.1).</summary>
public sealed class AddressThrottlesTests
{
    private static readonly IPAddress Attacker = IPAddress.Parse("192.0.2.1");
    private static readonly TimeSpan Now = TimeSpan.FromHours(1);

    private readonly AddressThrottles _throttles = new();

    private void Fail(IPAddress address, uint uin, int times = 1)
    {
        for (; times > 0; times--)
            _throttles.Failed(address, new(uin), Now);
    }

    [Fact]
    public void A_success_forgives_what_was_tried_with_that_account_and_nothing_else()
    {
        Fail(Attacker, 10001, 5);
        Fail(Attacker, 10002);
        Assert.Equal(2, _throttles.Delay(Attacker, Now).TotalSeconds);
        _throttles.Succeeded(Attacker, new(10003));
        Assert.Equal(2, _throttles.Delay(Attacker, Now).TotalSeconds);
        _throttles.Succeeded(Attacker, new(10002));
        _throttles.Succeeded(Attacker, new(10002));
        Assert.Equal(1, _throttles.Delay(Attacker, Now).TotalSeconds);
        _throttles.Succeeded(Attacker, new(10001));
        Assert.Equal(0, _throttles.Delay(Attacker, Now).TotalSeconds);
    }

    [Fact]
    public void All_of_an_ipv6_subnet_is_one_address()
    {
        for (var host = 1; host <= 5; host++)
            Fail(IPAddress.Parse($"2001:db8::{host}"), 10001);
        Assert.Equal(1, _throttles.Delay(IPAddress.Parse("2001:db8::ffff"), Now).TotalSeconds);
        Assert.Equal(0, _throttles.Delay(IPAddress.Parse("2001:db8:0:1::1"), Now).TotalSeconds);
    }

    [Fact]
    public void Only_so_many_addresses_are_remembered_and_those_longest_quiet_are_forgotten_first()
    {
        Fail(Attacker, 10001, 5);
        var quiet = IPAddress.Parse("192.0.2.2");
        Fail(quiet, 10001, 5);
        for (var number = 0; number < AddressThrottles.Most * 2; number++)
        {
            Fail(new IPAddress(0x0A000000 + number), 10001);
            if (number % 1000 == 0)
                Fail(Attacker, 10001);
        }

        Assert.Equal(AddressThrottles.Most, _throttles.Count);
        Assert.Equal(20, _throttles.Delay(Attacker, Now).TotalSeconds);
        Assert.Equal(0, _throttles.Delay(quiet, Now).TotalSeconds);
    }
}
