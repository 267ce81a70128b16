using static Tqq.Client.Tests.Api.MessengerApi;

namespace Tqq.Client.Tests.Api;

/// <summary>An account over the API with the calls of HTTP QQ: what is handed out, settled and acknowledged.</summary>
public sealed class ApiMessengerTests
{
    [Fact]
    public async Task What_comes_in_is_handed_out_in_the_words_of_HTTP_QQ_and_what_the_account_sends_is_not()
    {
        using var api = Stub(streams: new StubStream(
            StubStream.Ready(9, """{"uin":10002,"status":"online"}"""), StubStream.Message(10, "mine", sent: true),
            StubStream.Message(11, "好"), StubStream.Event("presence", """{"uin":10002,"status":"busy"}"""),
            StubStream.Message(12, "me", 10003, name: "request", kind: "request"),
            StubStream.Message(13, "", 10004, name: "request", kind: "accepted"),
            StubStream.Message(14, "no", 10005, name: "request", kind: "refused"),
            StubStream.Message(15, "soon", 10000, name: "announcement", kind: "notice")));
        await using var client = await SignInAsync(api, new Kept(At9));
        Assert.Equal(
            [
                new Incoming.Message(10002, "好") { At = At8 }, new Incoming.PresenceChange(10002, UserStatus.Busy),
                new Incoming.FriendRequest(10003, "me") { At = At8 },
                new Incoming.Accepted(10004) { At = At8 }, new Incoming.Refused(10005, "no") { At = At8 },
                new Incoming.Notice(10000, "soon") { At = At8 },
            ],
            await ReadAsync(client, 6));
        Assert.Equal("1-9", api.Asked.First().Headers["Last-Event-ID"]);
    }

    [Fact]
    public async Task What_is_settled_is_kept_as_a_position_and_marked_as_read_up_to_the_first_item_that_is_not()
    {
        using var api = Stub(streams: new StubStream(StubStream.Ready(9), StubStream.Message(10, "1"), StubStream.Message(11, "2", 10003),
            StubStream.Message(12, "3")));
        var kept = new Kept(At9);
        await using var client = await SignInAsync(api, kept);
        var items = await ReadAsync(client, 3);
        client.Settle(items[2]);
        Assert.False(client.HasUnacknowledged);
        client.Settle(items[0]);
        Assert.True(client.HasUnacknowledged);
        await client.AcknowledgeAsync(Now);
        Assert.False(client.HasUnacknowledged);
        Assert.Equal(["1-10" + Time], kept.Saved);
        Assert.Equal(["""POST conversations/10002/read {"through":"10"}"""], Marks(api));
        client.Settle(items[1]);
        client.Settle(items[1]);
        await client.DisposeAsync();
        Assert.Equal(["1-10" + Time, "1-12" + Time], kept.Saved);
        Assert.Equal(["""POST conversations/10002/read {"through":"12"}""", """POST conversations/10003/read {"through":"11"}"""],
            Marks(api).Skip(1).Order());
    }

    [Fact]
    public async Task A_copy_of_an_item_cannot_be_settled()
    {
        using var api = Stub(streams: new StubStream(StubStream.Ready(9), StubStream.Message(10, "1")));
        await using var client = await SignInAsync(api, new Kept(At9));
        var item = (Incoming.Message)Assert.Single(await ReadAsync(client, 1));
        Assert.Throws<ArgumentException>(() => client.Settle(item with { Text = "1" }));
    }

    [Fact]
    public async Task A_client_that_reads_again_hands_out_first_what_is_not_settled_and_never_what_is()
    {
        using var api = Stub(streams:
        [
            new(StubStream.Ready(9), StubStream.Message(10, "1"), StubStream.Message(11, "2"), StubStream.Message(12, "3")),
            new(StubStream.Ready(12), StubStream.Message(13, "4")),
        ]);
        await using var client = await SignInAsync(api, new Kept(At9));
        var first = await ReadAsync(client, 3);
        client.Settle(first[1]);
        var again = await ReadAsync(client, 3);
        Assert.Equal([first[0], first[2]], again[..2], ReferenceEqualityComparer.Instance);
        Assert.Equal(new Incoming.Message(10002, "4") { At = At8 }, again[2]);
        Assert.Equal("1-12", api.Asked.Last(request => request.Line == "GET events").Headers["Last-Event-ID"]);
    }

    [Fact]
    public async Task A_loop_that_is_left_at_an_item_that_is_settled_and_acknowledged_afterwards_does_not_get_it_again()
    {
        using var api = Stub(streams:
            [new(StubStream.Ready(9), StubStream.Message(10, "1")), new(StubStream.Ready(10), StubStream.Message(11, "2"))]);
        await using var client = await SignInAsync(api, new Kept(At9));
        client.Settle(Assert.Single(await ReadAsync(client, 1)));
        await client.AcknowledgeAsync(Now);
        Assert.Equal(new Incoming.Message(10002, "2") { At = At8 }, Assert.Single(await ReadAsync(client, 1)));
        Assert.Equal("1-10", api.Asked.Last(request => request.Line == "GET events").Headers["Last-Event-ID"]);
    }

    [Fact]
    public async Task Settled_items_are_acknowledged_when_the_loop_waits_and_those_that_came_together_at_once()
    {
        var stream = new StubStream(
            StubStream.Ready(9) + StubStream.Message(10, "1") + StubStream.Message(11, "2") + StubStream.Message(12, "3"));
        using var api = Stub(streams: stream);
        var kept = new Kept(At9);
        await using var client = await SignInAsync(api, kept);
        await foreach (var item in client.ReadAsync(Now))
        {
            client.Settle(item);
            if (item is Incoming.Message { Text: "3" })
                stream.Say(StubStream.Message(13, "4"));
            if (item is Incoming.Message { Text: "4" })
                break;
        }

        Assert.InRange(kept.Saved.Count, 0, 1);
        Assert.True(Marks(api).Count() <= 1);
    }

    [Fact]
    public async Task What_friends_became_while_no_stream_was_open_is_said()
    {
        using var api = Stub(streams:
        [
            new StubStream(StubStream.Ready(9, """{"uin":10002,"status":"online"},{"uin":10003,"status":"busy"}""")).End(),
            new StubStream(StubStream.Ready(9, """{"uin":10003,"status":"busy"},{"uin":10004,"status":"online"}""")),
        ]);
        await using var client = await SignInAsync(api, new Kept(At9));
        Assert.Equal([new Incoming.PresenceChange(10002, UserStatus.Offline), new Incoming.PresenceChange(10004, UserStatus.Online)],
            (await ReadAsync(client, 2)).OrderBy(item => item.From));
    }

    [Fact]
    public async Task What_is_peeked_at_is_the_same_object_when_it_is_read_and_is_not_read_once_it_is_settled()
    {
        using var api = Stub(Conversation(10002, 11, unread: 2), _ => $"{StubStream.Item(11, "2")},{StubStream.Item(10, "1")}",
            new StubStream(StubStream.Ready(9), StubStream.Message(10, "1"), StubStream.Message(11, "2")));
        await using var client = await SignInAsync(api, new Kept(At9));
        var peeked = await client.PeekAsync(Now);
        Assert.Equal([new Incoming.Message(10002, "1") { At = At8 }, new Incoming.Message(10002, "2") { At = At8 }], peeked);
        client.Settle(peeked[0]);
        Assert.Same(peeked[1], Assert.Single(await ReadAsync(client, 1)));
    }
}
