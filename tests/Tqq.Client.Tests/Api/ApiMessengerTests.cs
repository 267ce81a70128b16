using System.Collections.Concurrent;

namespace Tqq.Client.Tests.Api;

/// <summary>An account over the API with the calls of HTTP QQ: what is handed out, settled and acknowledged.</summary>
public sealed class ApiMessengerTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private const string At9 = "1-9 2027-01-31T07:00:00.000Z";
    private const string Time = " 2027-01-31T08:00:00.000Z";

    private static readonly DateTimeOffset s_at = new(2027, 1, 31, 8, 0, 0, TimeSpan.Zero);

    private sealed class Kept(string? position = null) : IPositionStore
    {
        public ConcurrentQueue<string> Saved { get; } = [];

        public string? Load() => position;

        public void Save(string position) => Saved.Enqueue(position);
    }

    /// <summary>An API whose streams say one after the other what is given, and that has nothing unread but this.</summary>
    private static StubApi Api(string conversations = "", Func<string, string>? messages = null, params StubStream[] streams)
    {
        var queue = new Queue<StubStream>(streams);
        return new(request => request.Line switch
        {
            "GET events" => StubApi.Events(queue.Dequeue()),
            var line when line.StartsWith("GET conversations?", StringComparison.Ordinal) =>
                StubApi.Json($$"""{"conversations":[{{conversations}}]}"""),
            var line when line.StartsWith("GET conversations/", StringComparison.Ordinal) =>
                StubApi.Json($$"""{"messages":[{{messages!(line)}}]}"""),
            _ => StubApi.Done(),
        });
    }

    private static string Conversation(uint peer, long last, long? readThrough = null, int unread = 1) =>
        $$"""{"peer":{{peer}},"unread":{{unread}},"last":{{StubStream.Item(last, "x", peer)}}"""
        + (readThrough is null ? "}" : $",\"readThrough\":\"{readThrough}\"}}");

    private static Task<ApiMessenger> SignInAsync(StubApi api, IPositionStore? positions = null)
    {
        var options = api.Options();
        options.Positions = positions;
        return ApiMessenger.SignInAsync(options, Now);
    }

    private static IEnumerable<string> Marks(StubApi api) => api.Asked
        .Where(request => request.Line.EndsWith("/read", StringComparison.Ordinal)).Select(request => $"{request.Line} {request.Body}");

    private static async Task<List<Incoming>> ReadAsync(ApiMessenger client, int count)
    {
        var all = new List<Incoming>();
        await foreach (var item in client.ReadAsync(Now))
        {
            all.Add(item);
            if (all.Count == count)
                break;
        }

        return all;
    }

    [Fact]
    public async Task What_comes_in_is_handed_out_in_the_words_of_HTTP_QQ_and_what_the_account_sends_is_not()
    {
        using var api = Api(streams: new StubStream(
            StubStream.Ready(9, """{"uin":10002,"status":"online"}"""), StubStream.Message(10, "mine", sent: true),
            StubStream.Message(11, "好"), StubStream.Event("presence", """{"uin":10002,"status":"busy"}"""),
            StubStream.Message(12, "me", 10003, name: "request", kind: "request"),
            StubStream.Message(13, "", 10004, name: "request", kind: "accepted"),
            StubStream.Message(14, "no", 10005, name: "request", kind: "refused"),
            StubStream.Message(15, "soon", 10000, name: "announcement", kind: "notice")));
        await using var client = await SignInAsync(api, new Kept(At9));
        Assert.Equal(
            [
                new Incoming.Message(10002, "好") { At = s_at }, new Incoming.PresenceChange(10002, UserStatus.Busy),
                new Incoming.FriendRequest(10003, "me") { At = s_at },
                new Incoming.Accepted(10004) { At = s_at }, new Incoming.Refused(10005, "no") { At = s_at },
                new Incoming.Notice(10000, "soon") { At = s_at },
            ],
            await ReadAsync(client, 6));
        Assert.Equal("1-9", api.Asked.First().Headers["Last-Event-ID"]);
    }

    [Fact]
    public async Task What_is_settled_is_kept_as_a_position_and_marked_as_read_up_to_the_first_item_that_is_not()
    {
        using var api = Api(streams: new StubStream(StubStream.Ready(9), StubStream.Message(10, "1"), StubStream.Message(11, "2", 10003),
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
    public async Task A_place_that_cannot_be_kept_is_an_exception_of_the_client_and_what_is_settled_stays_unacknowledged()
    {
        using var api = Api(streams: new StubStream(StubStream.Ready(9), StubStream.Message(10, "1")));
        await using var client = await SignInAsync(api, new FullDisk());
        client.Settle(Assert.Single(await ReadAsync(client, 1)));
        Assert.IsType<IOException>(
            (await Assert.ThrowsAsync<PositionNotKeptException>(() => client.AcknowledgeAsync(Now))).InnerException);
        Assert.True(client.HasUnacknowledged);
        Assert.Empty(Marks(api));
    }

    [Fact]
    public async Task A_copy_of_an_item_cannot_be_settled()
    {
        using var api = Api(streams: new StubStream(StubStream.Ready(9), StubStream.Message(10, "1")));
        await using var client = await SignInAsync(api, new Kept(At9));
        var item = (Incoming.Message)Assert.Single(await ReadAsync(client, 1));
        Assert.Throws<ArgumentException>(() => client.Settle(item with { Text = "1" }));
    }

    [Fact]
    public async Task A_client_that_reads_again_hands_out_first_what_is_not_settled_and_never_what_is()
    {
        using var api = Api(streams:
        [
            new(StubStream.Ready(9), StubStream.Message(10, "1"), StubStream.Message(11, "2"), StubStream.Message(12, "3")),
            new(StubStream.Ready(12), StubStream.Message(13, "4")),
        ]);
        await using var client = await SignInAsync(api, new Kept(At9));
        var first = await ReadAsync(client, 3);
        client.Settle(first[1]);
        var again = await ReadAsync(client, 3);
        Assert.Equal([first[0], first[2]], again[..2], ReferenceEqualityComparer.Instance);
        Assert.Equal(new Incoming.Message(10002, "4") { At = s_at }, again[2]);
        Assert.Equal("1-12", api.Asked.Last(request => request.Line == "GET events").Headers["Last-Event-ID"]);
    }

    [Fact]
    public async Task A_loop_that_is_left_at_an_item_that_is_settled_and_acknowledged_afterwards_does_not_get_it_again()
    {
        using var api = Api(streams:
            [new(StubStream.Ready(9), StubStream.Message(10, "1")), new(StubStream.Ready(10), StubStream.Message(11, "2"))]);
        await using var client = await SignInAsync(api, new Kept(At9));
        client.Settle(Assert.Single(await ReadAsync(client, 1)));
        await client.AcknowledgeAsync(Now);
        Assert.Equal(new Incoming.Message(10002, "2") { At = s_at }, Assert.Single(await ReadAsync(client, 1)));
        Assert.Equal("1-10", api.Asked.Last(request => request.Line == "GET events").Headers["Last-Event-ID"]);
    }

    [Fact]
    public async Task Settled_items_are_acknowledged_when_the_loop_waits_and_those_that_came_together_at_once()
    {
        var stream = new StubStream(
            StubStream.Ready(9) + StubStream.Message(10, "1") + StubStream.Message(11, "2") + StubStream.Message(12, "3"));
        using var api = Api(streams: stream);
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
    public async Task The_first_start_begins_with_what_comes_then_and_the_next_one_there()
    {
        using var api = Api(streams:
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
            Assert.Equal(new Incoming.Message(10002, "1") { At = s_at }, Assert.Single(await ReadAsync(client, 1)));
        }

        await using var next = await SignInAsync(api, new Kept(kept.Saved.Last()));
        await next.BeginAsync(Now);
        Assert.Equal(new Incoming.Message(10002, "1") { At = s_at }, Assert.Single(await ReadAsync(next, 1)));
        Assert.Equal([null, "1-9", "1-9"], api.Asked.Where(request => request.Line == "GET events")
            .Select(request => request.Headers.GetValueOrDefault("Last-Event-ID")));
    }

    [Fact]
    public async Task A_position_that_the_server_does_not_know_any_more_is_replaced_by_what_has_come_since_and_is_unread()
    {
        const string Old = """{"id":"3","kind":"message","peer":10004,"at":"2027-01-30T08:00:00.000Z","sent":false,"text":"old"}""";
        using var api = Api(
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
                new Incoming.Message(10004, "5") { At = s_at }, new Incoming.Message(10002, "6") { At = s_at },
                    new Incoming.FriendRequest(10004, "me") { At = s_at },
                new Incoming.Message(10004, "9") { At = s_at }, new Incoming.Message(10002, "behind") { At = s_at },
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
    public async Task What_friends_became_while_no_stream_was_open_is_said()
    {
        using var api = Api(streams:
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
        using var api = Api(Conversation(10002, 11, unread: 2), _ => $"{StubStream.Item(11, "2")},{StubStream.Item(10, "1")}",
            new StubStream(StubStream.Ready(9), StubStream.Message(10, "1"), StubStream.Message(11, "2")));
        await using var client = await SignInAsync(api, new Kept(At9));
        var peeked = await client.PeekAsync(Now);
        Assert.Equal([new Incoming.Message(10002, "1") { At = s_at }, new Incoming.Message(10002, "2") { At = s_at }], peeked);
        client.Settle(peeked[0]);
        Assert.Same(peeked[1], Assert.Single(await ReadAsync(client, 1)));
    }

    [Fact]
    public async Task A_text_of_any_length_is_cut_and_each_part_has_a_key_by_its_number()
    {
        using var api = Api();
        await using var client = await SignInAsync(api);
        var reports = new List<SendProgress>();
        var progress = new Reports(reports.Add);
        using var sending = new StubApi(_ => StubApi.Json("{}"));
        await using var sender = await ApiMessenger.SignInAsync(sending.Options(), Now);
        await sender.SendAsync(10002, new('x', 25_000), new() { Key = "k", Progress = progress, AlreadySent = 1 }, Now);
        Assert.Equal(["k.2", "k.3"], sending.Asked.Select(request => request.Headers["Idempotency-Key"]));
        Assert.Equal([new(2, 3), new(3, 3)], reports);
    }

    [Fact]
    public async Task A_session_that_is_over_a_missing_account_and_a_full_mailbox_are_the_exceptions_of_HTTP_QQ()
    {
        var name = "not-signed-in";
        using var api = new StubApi(_ => StubApi.Problem(409, name, "why"));
        await using var client = await SignInAsync(api);
        Assert.Equal("why", (await Assert.ThrowsAsync<LoginFailedException>(() => client.SendAsync(10002, "x", null, Now))).Reason);
        await Assert.ThrowsAsync<LoginFailedException>(() => ReadAsync(client, 1));
        name = "missing";
        Assert.Equal(10002u, (await Assert.ThrowsAsync<IllegalUinException>(() => client.GetInfoAsync(10002, cancellationToken: Now))).Uin);
        name = "mailbox-full";
        await Assert.ThrowsAsync<DeniedException>(() => client.SendAsync(10002, "x", null, Now));
        name = "too-long";
        await Assert.ThrowsAsync<TqqApiException>(() => client.SendAsync(10002, "x", null, Now));
    }

    [Fact]
    public async Task A_profile_has_the_fields_of_HTTP_QQ()
    {
        using var api = new StubApi(_ => StubApi.Json("""
            {"uin":10002,"nick":"小明","avatar":27,"friend":true,"blocked":false,"muted":false,"profile":{"nick":"小明","sex":"female","age":19,
             "bloodType":"AB","constellation":"capricorn","zodiac":"rat","city":"深圳","homePage":"x"}}
            """));
        await using var client = await SignInAsync(api);
        var profile = await client.GetInfoAsync(10002, cancellationToken: Now);
        Assert.Equal(("小明", 27u, 1u, 19u, 4u, 12u, 1u, "深圳", "x", ""), (profile.Nick, profile.Avatar, profile.Sex, profile.Age,
            profile.BloodType, profile.Constellation, profile.Zodiac, profile.City, profile.HomePage, profile.RealName));
    }

    [Fact]
    public async Task To_answer_or_remove_where_there_is_nothing_is_no_error()
    {
        using var api = new StubApi(_ => StubApi.Problem(404, "missing"));
        await using var client = await SignInAsync(api);
        await client.AcceptFriendAsync(10002, Now);
        await client.RefuseFriendAsync(10002, "x", Now);
        await client.RemoveFriendAsync(10002, Now);
        await Assert.ThrowsAsync<ArgumentException>(() => client.RefuseFriendAsync(10002, new('x', 401), Now));
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

    private sealed class Reports(Action<SendProgress> report) : IProgress<SendProgress>
    {
        public void Report(SendProgress value) => report(value);
    }
}
