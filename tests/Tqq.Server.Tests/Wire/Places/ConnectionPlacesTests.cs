using System.Net;
using Microsoft.Extensions.Time.Testing;
using Tqq.Server.Wire.Limits;
using Tqq.Server.Wire.Places;

namespace Tqq.Server.Tests.Wire.Places;

/// <summary>Who gets a place, and who has to leave for it.</summary>
public sealed class ConnectionPlacesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _left = [];

    private ConnectionPlaces Places(int all = 100, int perAddress = 3, int requests = 100, int requestsPerAddress = 100) => new(
        new WireOptions { Connections = all, ConnectionsPerAddress = perAddress, Requests = requests, RequestsPerAddress = requestsPerAddress }, new ConnectionTimer(_time));

    private ConnectionPlace? Take(ConnectionPlaces places, string address, string name)
    {
        var place = places.TryTake(IPAddress.Parse(address), () => _left.Add(name), out _);
        _time.Advance(TimeSpan.FromSeconds(1));
        return place;
    }

    // Asks and gets its answer.
    private void Speak(ConnectionPlace? place)
    {
        Assert.True(place!.TryBeginRequest());
        place.BeginWriting();
        place.EndWriting();
        place.Answered();
        _time.Advance(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Beyond_its_share_an_address_pushes_out_its_own_first_those_that_never_spoke()
    {
        var places = Places();
        Take(places, "192.0.2.9", "other");
        Speak(Take(places, "192.0.2.1", "healthy"));
        Take(places, "192.0.2.1", "silent 1");
        Take(places, "192.0.2.1", "silent 2");
        for (var number = 3; number < 10; number++)
            Assert.NotNull(Take(places, "192.0.2.1", $"silent {number}"));
        Assert.Equal(Enumerable.Range(1, 7).Select(number => $"silent {number}"), _left);
        Assert.Equal(4, places.Count);
    }

    [Fact]
    public void Of_those_that_spoke_the_one_goes_that_is_idle_longest()
    {
        var places = Places();
        var first = Take(places, "192.0.2.1", "first");
        Speak(first);
        Speak(Take(places, "192.0.2.1", "second"));
        Speak(Take(places, "192.0.2.1", "third"));
        Speak(first);
        Take(places, "192.0.2.1", "fourth");
        Assert.Equal(["second"], _left);
    }

    [Fact]
    public void Nobody_leaves_while_a_request_is_answered_and_a_reply_is_given_a_moment()
    {
        var places = Places();
        var all = Enumerable.Range(0, 3).Select(number => Take(places, "192.0.2.1", $"{number}")!).ToList();
        all.ForEach(place => Assert.True(place.TryBeginRequest()));
        Assert.Null(Take(places, "192.0.2.1", "late"));
        all[1].BeginWriting();
        Assert.Null(Take(places, "192.0.2.1", "late"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(Take(places, "192.0.2.1", "late"));
        Assert.Equal(["1"], _left);
    }

    [Fact]
    public void When_all_is_taken_the_address_with_the_most_gives_way()
    {
        var places = Places(all: 5);
        Take(places, "192.0.2.1", "one");
        Take(places, "192.0.2.2", "two");
        foreach (var name in (string[])["a", "b", "c"])
            Take(places, "192.0.2.3", name);
        Assert.NotNull(Take(places, "192.0.2.4", "four"));
        Assert.NotNull(Take(places, "192.0.2.5", "five"));
        Assert.Equal(["a", "b"], _left);
        Assert.NotNull(Take(places, "192.0.2.6", "six"));
        Assert.Equal(5, places.Count);
    }

    [Fact]
    public void An_address_that_has_as_many_as_any_makes_room_for_itself()
    {
        var places = Places(all: 4);
        foreach (var (address, name) in new[] { ("192.0.2.1", "a"), ("192.0.2.1", "b"), ("192.0.2.2", "c"), ("192.0.2.2", "d") })
            Take(places, address, name);
        Assert.NotNull(Take(places, "192.0.2.2", "e"));
        Assert.Equal(["c"], _left);
    }

    [Fact]
    public void Addresses_of_one_64_bit_network_share()
    {
        var places = Places();
        for (var number = 1; number < 5; number++)
            Assert.NotNull(Take(places, $"2001:db8::{number}", $"{number}"));
        Take(places, "2001:db8:0:1::1", "neighbour");
        Assert.Equal(["1"], _left);
    }

    [Fact]
    public void Who_had_to_leave_begins_nothing_any_more()
    {
        var places = Places(perAddress: 1);
        var first = Take(places, "192.0.2.1", "first");
        Take(places, "192.0.2.1", "second");
        Assert.False(first!.TryBeginRequest());
        places.GiveBack(first);
        Assert.Equal(1, places.Count);
    }

    [Fact]
    public void Requests_of_an_address_are_counted_until_they_are_answered_held_back_or_broken()
    {
        var places = Places(requestsPerAddress: 1);
        var (one, two, three) = (Take(places, "192.0.2.1", "1"), Take(places, "192.0.2.1", "2"), Take(places, "192.0.2.2", "3"));
        Assert.True(one!.TryBeginRequest());
        Assert.False(two!.TryBeginRequest());
        Assert.True(three!.TryBeginRequest());
        one.EndRequest();
        places.GiveBack(three);
        Assert.Equal(0, places.Requests);
    }

    [Fact]
    public void When_all_requests_are_taken_a_client_that_does_not_read_gives_way()
    {
        var places = Places(perAddress: 10, requests: 3);
        var slow = Enumerable.Range(0, 2).Select(number => Take(places, "192.0.2.1", $"slow {number}")!).ToList();
        foreach (var place in slow)
        {
            Assert.True(place.TryBeginRequest());
            place.BeginWriting();
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True(Take(places, "192.0.2.2", "busy")!.TryBeginRequest());
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(Take(places, "192.0.2.3", "healthy")!.TryBeginRequest());
        Assert.Equal(["slow 0"], _left);
    }
}
