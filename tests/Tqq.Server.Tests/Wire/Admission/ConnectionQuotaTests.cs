using System.Net;
using Microsoft.Extensions.Time.Testing;
using Tqq.Server.Wire.Limits;
using Tqq.Server.Wire.Admission;

namespace Tqq.Server.Tests.Wire.Admission;

/// <summary>Who gets a slot, and who has to leave for it.</summary>
public sealed class ConnectionQuotaTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _left = [];

    private ConnectionQuota Quota(int all = 100, int perAddress = 3, int requests = 100, int requestsPerAddress = 100) => new(
        new WireOptions { Connections = all, ConnectionsPerAddress = perAddress, Requests = requests,
            RequestsPerAddress = requestsPerAddress }, new ConnectionTimer(_time));

    private ConnectionSlot? Take(ConnectionQuota quota, string address, string name)
    {
        var slot = quota.TryTake(IPAddress.Parse(address), () => _left.Add(name), out _);
        _time.Advance(TimeSpan.FromSeconds(1));
        return slot;
    }

    // Asks and gets its answer.
    private void Speak(ConnectionSlot? slot)
    {
        Assert.True(slot!.TryBeginRequest());
        slot.BeginWriting();
        slot.EndWriting();
        slot.Answered();
        _time.Advance(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Beyond_its_share_an_address_pushes_out_its_own_first_those_that_never_spoke()
    {
        var quota = Quota();
        Take(quota, "192.0.2.9", "other");
        Speak(Take(quota, "192.0.2.1", "healthy"));
        Take(quota, "192.0.2.1", "silent 1");
        Take(quota, "192.0.2.1", "silent 2");
        for (var number = 3; number < 10; number++)
            Assert.NotNull(Take(quota, "192.0.2.1", $"silent {number}"));
        Assert.Equal(Enumerable.Range(1, 7).Select(number => $"silent {number}"), _left);
        Assert.Equal(4, quota.Count);
    }

    [Fact]
    public void Of_those_that_spoke_the_one_goes_that_is_idle_longest()
    {
        var quota = Quota();
        var first = Take(quota, "192.0.2.1", "first");
        Speak(first);
        Speak(Take(quota, "192.0.2.1", "second"));
        Speak(Take(quota, "192.0.2.1", "third"));
        Speak(first);
        Take(quota, "192.0.2.1", "fourth");
        Assert.Equal(["second"], _left);
    }

    [Fact]
    public void Nobody_leaves_while_a_request_is_answered_and_a_reply_is_given_a_moment()
    {
        var quota = Quota();
        var all = Enumerable.Range(0, 3).Select(number => Take(quota, "192.0.2.1", $"{number}")!).ToList();
        all.ForEach(slot => Assert.True(slot.TryBeginRequest()));
        Assert.Null(Take(quota, "192.0.2.1", "late"));
        all[1].BeginWriting();
        Assert.Null(Take(quota, "192.0.2.1", "late"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(Take(quota, "192.0.2.1", "late"));
        Assert.Equal(["1"], _left);
    }

    [Fact]
    public void When_all_is_taken_the_address_with_the_most_gives_way()
    {
        var quota = Quota(all: 5);
        Take(quota, "192.0.2.1", "one");
        Take(quota, "192.0.2.2", "two");
        foreach (var name in (string[])["a", "b", "c"])
            Take(quota, "192.0.2.3", name);
        Assert.NotNull(Take(quota, "192.0.2.4", "four"));
        Assert.NotNull(Take(quota, "192.0.2.5", "five"));
        Assert.Equal(["a", "b"], _left);
        Assert.NotNull(Take(quota, "192.0.2.6", "six"));
        Assert.Equal(5, quota.Count);
    }

    [Fact]
    public void An_address_that_has_as_many_as_any_makes_room_for_itself()
    {
        var quota = Quota(all: 4);
        foreach (var (address, name) in new[] { ("192.0.2.1", "a"), ("192.0.2.1", "b"), ("192.0.2.2", "c"), ("192.0.2.2", "d") })
            Take(quota, address, name);
        Assert.NotNull(Take(quota, "192.0.2.2", "e"));
        Assert.Equal(["c"], _left);
    }

    [Fact]
    public void Addresses_of_one_64_bit_network_share()
    {
        var quota = Quota();
        for (var number = 1; number < 5; number++)
            Assert.NotNull(Take(quota, $"2001:db8::{number}", $"{number}"));
        Take(quota, "2001:db8:0:1::1", "neighbour");
        Assert.Equal(["1"], _left);
    }

    [Fact]
    public void Who_had_to_leave_begins_nothing_any_more()
    {
        var quota = Quota(perAddress: 1);
        var first = Take(quota, "192.0.2.1", "first");
        Take(quota, "192.0.2.1", "second");
        Assert.False(first!.TryBeginRequest());
        quota.GiveBack(first);
        Assert.Equal(1, quota.Count);
    }

    [Fact]
    public void Requests_of_an_address_are_counted_until_they_are_answered_held_back_or_broken()
    {
        var quota = Quota(requestsPerAddress: 1);
        var (one, two, three) = (Take(quota, "192.0.2.1", "1"), Take(quota, "192.0.2.1", "2"), Take(quota, "192.0.2.2", "3"));
        Assert.True(one!.TryBeginRequest());
        Assert.False(two!.TryBeginRequest());
        Assert.True(three!.TryBeginRequest());
        one.EndRequest();
        quota.GiveBack(three);
        Assert.Equal(0, quota.Requests);
    }

    [Fact]
    public void When_all_requests_are_taken_a_client_that_does_not_read_gives_way()
    {
        var quota = Quota(perAddress: 10, requests: 3);
        var slow = Enumerable.Range(0, 2).Select(number => Take(quota, "192.0.2.1", $"slow {number}")!).ToList();
        foreach (var slot in slow)
        {
            Assert.True(slot.TryBeginRequest());
            slot.BeginWriting();
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True(Take(quota, "192.0.2.2", "busy")!.TryBeginRequest());
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(Take(quota, "192.0.2.3", "healthy")!.TryBeginRequest());
        Assert.Equal(["slow 0"], _left);
    }
}
