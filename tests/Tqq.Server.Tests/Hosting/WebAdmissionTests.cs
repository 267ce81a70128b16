using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tqq.Core.Rules;
using Tqq.Server.Hosting;
using Tqq.Server.Web.Api;
using Tqq.Server.Wire.Admission;
using IPNetwork = System.Net.IPNetwork;

namespace Tqq.Server.Tests.Hosting;

public sealed class WebAdmissionTests
{
    private readonly Rejections _turnedAway = new(new FakeTimeProvider(), NullLogger<Rejections>.Instance);
    private readonly WebAdmission _door;

    public WebAdmissionTests() => _door = new(new InForce<ApiOptions>(new() { Streams = 7, StreamsPerAddress = 3 }),
        [IPNetwork.Parse("192.0.2.0/24")], _turnedAway);

    [Fact]
    public void Of_one_address_a_share_is_let_in_and_others_still_are()
    {
        var staying = Stay("203.0.113.7", WebAdmission.MostOfAddress + 3);
        Assert.False(IsLetIn("203.0.113.7"));
        Assert.False(IsLetIn("::ffff:203.0.113.7"));
        Assert.True(IsLetIn("203.0.113.8"));
        Assert.Equal(2, _turnedAway.Count(RejectionReason.WebConnectionLimit));
        staying[0].SetResult();
        Assert.True(IsLetIn("203.0.113.7"));
    }

    [Fact]
    public async Task An_address_of_ipv4_is_one_for_all_behind_the_door_also_on_a_port_of_both_kinds()
    {
        var connection = new DefaultConnectionContext { RemoteEndPoint = new IPEndPoint(IPAddress.Parse("::ffff:203.0.113.7"), 7) };
        await _door.EnterAsync(connection, _ => Task.CompletedTask);
        Assert.Equal(new IPEndPoint(IPAddress.Parse("203.0.113.7"), 7), connection.RemoteEndPoint);
    }

    [Theory]
    [InlineData("192.0.2.9")]
    [InlineData("::ffff:192.0.2.9")]
    public void A_named_proxy_has_as_many_as_there_are_in_all_for_everybody_behind_it(string proxy)
    {
        var staying = Stay(proxy, WebAdmission.Most + 7);
        Assert.False(IsLetIn(proxy));
        Assert.False(IsLetIn("203.0.113.7"));
        staying[0].SetResult();
        Assert.True(IsLetIn("203.0.113.7"));
    }

    [Fact]
    public void In_all_there_are_as_many_as_may_be()
    {
        var staying = Enumerable.Range(0, WebAdmission.Most + 7).SelectMany(at => Stay($"10.0.{at / 200}.{at % 200}", 1)).ToList();
        Assert.False(IsLetIn("203.0.113.7"));
        staying[^1].SetException(new IOException("broken"));
        Assert.True(IsLetIn("203.0.113.7"));
    }

    private List<TaskCompletionSource> Stay(string address, int count) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        var stay = new TaskCompletionSource();
        Assert.False(Enter(address, stay.Task).IsCompleted);
        return stay;
    })];

    private bool IsLetIn(string address)
    {
        var stay = new TaskCompletionSource();
        var isIn = !Enter(address, stay.Task).IsCompleted;
        stay.SetResult();
        return isIn;
    }

    private Task Enter(string address, Task stay) =>
        _door.EnterAsync(new DefaultConnectionContext { RemoteEndPoint = new IPEndPoint(IPAddress.Parse(address), 1) }, _ => stay);
}
