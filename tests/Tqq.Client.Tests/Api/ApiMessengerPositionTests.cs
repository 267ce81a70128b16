using static Tqq.Client.Tests.Api.MessengerApi;

namespace Tqq.Client.Tests.Api;

/// <summary>A client over the API begins where it ended: the position that it keeps, and what is done where there is none.</summary>
public sealed class ApiMessengerPositionTests
{
    [Fact]
    public async Task The_first_start_begins_with_what_comes_then_and_the_next_one_there()
    {
        using var api = Stub(streams:
        [
            new(StubStream.Ready(9)), new(StubStream.Ready(9), StubStream.Message(10, "1")),
            new(StubStream.Ready(9), StubStream.Message(10, "1")),
        ]);
        var kept = new Kept();
        await using (var client = await SignInAsync(api, kept))
        {
            Assert.Empty(await client.PeekAsync(Now));
            await client.BeginAsync(Now);
            Assert.StartsWith("1-9 ", Assert.Single(kept.Saved), StringComparison.Ordinal);
            Assert.Equal(new Incoming.Message(10002, "1") { At = At8 }, Assert.Single(await ReadAsync(client, 1)));
        }

        await using var next = await SignInAsync(api, new Kept(kept.Saved.Last()));
        await next.BeginAsync(Now);
        Assert.Equal(new Incoming.Message(10002, "1") { At = At8 }, Assert.Single(await ReadAsync(next, 1)));
        Assert.Equal([null, "1-9", "1-9"], api.Asked.Where(request => request.Line == "GET events")
            .Select(request => request.Headers.GetValueOrDefault("Last-Event-ID")));
    }

    [Fact]
    public async Task A_position_that_the_server_does_not_know_any_more_is_replaced_by_what_has_come_since_and_is_unread()
    {
        const string Old = """{"id":"3","kind":"message","peer":10004,"at":"2027-01-30T08:00:00.000Z","sent":false,"text":"old"}""";
        using var api = Stub(
            $"{Conversation(10002, 10, readThrough: 4)},{Conversation(10003, 8, unread: 0)},{Conversation(10004, 9)}",
            line => line switch
            {
                "GET conversations/10002/messages?limit=200" =>
                    string.Join(',', StubStream.Item(10, "behind"), StubStream.Item(7, "mine", sent: true), StubStream.Item(6, "6"),
                        StubStream.Item(4, "read")),
                "GET conversations/10004/messages?limit=200" =>
                    string.Join(',', StubStream.Item(9, "9", 10004), StubStream.Item(8, "me", 10004, kind: "request"),
                        StubStream.Item(5, "5", 10004), Old),
                _ => throw new InvalidOperationException(line),
            },
            new StubStream(StubStream.Event("reset", "{}", 9), StubStream.Ready(9), StubStream.Message(10, "behind")));
        var kept = new Kept("0-999 2027-01-31T08:00:00.000Z");
        await using var client = await SignInAsync(api, kept);
        var items = await ReadAsync(client, 5);
        Assert.Equal(
            [
                new Incoming.Message(10004, "5") { At = At8 }, new Incoming.Message(10002, "6") { At = At8 },
                    new Incoming.FriendRequest(10004, "me") { At = At8 },
                new Incoming.Message(10004, "9") { At = At8 }, new Incoming.Message(10002, "behind") { At = At8 },
            ],
            items);
        client.Settle(items[0]);
        await client.AcknowledgeAsync(Now);
        Assert.Empty(kept.Saved);
        Assert.Equal(["""POST conversations/10004/read {"through":"5"}"""], Marks(api));
        foreach (var item in items[1..4])
            client.Settle(item);
        await client.AcknowledgeAsync(Now);
        Assert.Equal(["1-9" + Time], kept.Saved);
    }

    [Fact]
    public async Task A_place_that_cannot_be_kept_is_an_exception_of_the_client_and_what_is_settled_stays_unacknowledged()
    {
        using var api = Stub(streams: new StubStream(StubStream.Ready(9), StubStream.Message(10, "1")));
        await using var client = await SignInAsync(api, new FullDisk());
        client.Settle(Assert.Single(await ReadAsync(client, 1)));
        Assert.IsType<IOException>(
            (await Assert.ThrowsAsync<PositionNotKeptException>(() => client.AcknowledgeAsync(Now))).InnerException);
        Assert.True(client.HasUnacknowledged);
        Assert.Empty(Marks(api));
    }

    [Fact]
    public void A_position_in_a_file_outlives_the_program()
    {
        var folder = Directory.CreateTempSubdirectory("tqq-");
        try
        {
            var path = Path.Combine(folder.FullName, "position");
            Assert.Null(new FilePositions(path).Load());
            new FilePositions(path).Save("1-10");
            new FilePositions(path).Save("1-9");
            Assert.Equal("1-9", new FilePositions(path).Load());
            Assert.Equal([path], Directory.GetFiles(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class FullDisk : IPositionStore
    {
        public string? Load() => At9;

        public void Save(string position) => throw new IOException("No space left on device");
    }
}
