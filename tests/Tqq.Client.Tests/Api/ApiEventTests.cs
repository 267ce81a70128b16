using Microsoft.Extensions.Time.Testing;
using Tqq.Client.Tests.Serving;

namespace Tqq.Client.Tests.Api;

/// <summary>The stream of events, and how it goes on when it breaks.</summary>
public sealed class ApiEventTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static async Task<List<ApiEvent>> ReadAsync(TqqApiClient client, int count, string? after = null)
    {
        var all = new List<ApiEvent>();
        await foreach (var said in client.ReadEventsAsync(after, Now))
        {
            all.Add(said);
            if (all.Count == count)
                break;
        }

        return all;
    }

    [Fact]
    public async Task Each_kind_of_event_is_typed()
    {
        using var api = new StubApi(_ => StubApi.Events(new StubStream(
            "retry: 2000\n\n", ":\n\n",
            StubStream.Event("reset", "{}", 16),
            StubStream.Event("ready", """
                {"uin":10001,"session":"3","status":"busy","unread":[{"peer":10002,"count":4}],
                """.Trim() + """ "marked":[{"uin":10003,"blocked":true,"muted":false}],"""
                + """ "presence":[{"uin":10002,"status":"online","nick":"Bao","avatar":3}]}""", 16),
            StubStream.Message(17, "好"),
            StubStream.Event("read", """{"peer":10002,"through":"17"}""", 18),
            StubStream.Event("deleted", """{"peer":10002,"message":"17"}""", 19),
            StubStream.Event("presence", """{"uin":10002,"status":"offline"}"""),
            StubStream.Event("friend", """{"uin":10002,"isFriend":true}""", 20),
            StubStream.Message(21, "me", name: "request", kind: "request"),
            StubStream.Event("profile", """{"uin":10001,"nick":"安","status":"online"}"""),
            StubStream.Message(22, "maintenance", from: 10000, name: "announcement", kind: "notice"),
            StubStream.Event("marked", """{"uin":10003,"blocked":false,"muted":true}"""),
            StubStream.Event("later", """{"x":1}""", 23),
            StubStream.Event("read", "[]", 24),
            StubStream.Event("session", """{"session":"3","state":"ended"}"""))));
        await using var client = await TqqApiClient.SignInAsync(api.Options(), Now);
        var all = await ReadAsync(client, 14, "1-5");
        Assert.Equal(["1-16", "1-16", "1-17", "1-18", "1-19", "1-19", "1-20", "1-21", "1-21", "1-22", "1-22", "1-23", "1-24", "1-24"],
            all.Select(said => said.Id));
        Assert.IsType<ApiEvent.Reset>(all[0]);
        var ready = Assert.IsType<ApiEvent.Ready>(all[1]);
        Assert.Equal((UserStatus.Busy, new(10002, UserStatus.Online, "Bao", 3), new(10002, 4)),
            (ready.Status, ready.Presence.Single(), ready.Unread.Single()));
        Assert.Equal(new(10003, true, false), ready.Marked.Single());
        Assert.Equal("好", Assert.IsType<ApiEvent.Message>(all[2]).Item.Text);
        Assert.Equal(
            [
                new ApiEvent.Read(10002, "17") { Id = "1-18" }, new ApiEvent.Deleted(10002, "17") { Id = "1-19" },
                new ApiEvent.PresenceChange(new(10002, UserStatus.Offline)) { Id = "1-19" },
                new ApiEvent.FriendChange(10002, true) { Id = "1-20" },
            ],
            all[3..7]);
        Assert.Equal("request", Assert.IsType<ApiEvent.Request>(all[7]).Item.Kind);
        Assert.Equal(new ApiEvent.ProfileChange(10001, "安", UserStatus.Online) { Id = "1-21" }, all[8]);
        Assert.Equal("notice", Assert.IsType<ApiEvent.Announcement>(all[9]).Item.Kind);
        Assert.Equal(new ApiEvent.MarkChange(new(10003, false, true)) { Id = "1-22" }, all[10]);
        Assert.Equal([new ApiEvent.Other("later", """{"x":1}""") { Id = "1-23" }, new ApiEvent.Other("read", "[]") { Id = "1-24" }],
            all[11..13]);
        Assert.Equal(new ApiEvent.SessionEnded("3", "ended") { Id = "1-24" }, all[13]);
        Assert.Equal(("GET events", "1-5"), (api.Asked.Single().Line, api.Asked.Single().Headers["Last-Event-ID"]));
    }

    [Fact]
    public async Task A_server_that_does_not_say_who_is_marked_marks_nobody()
    {
        using var api = new StubApi(_ => StubApi.Events(new StubStream(StubStream.Ready(16))));
        await using var client = await TqqApiClient.SignInAsync(api.Options(), Now);
        Assert.Empty(Assert.IsType<ApiEvent.Ready>((await ReadAsync(client, 1))[0]).Marked);
    }

    [Fact]
    public async Task A_stream_that_breaks_or_a_server_that_is_away_is_gone_on_with_behind_the_last_event()
    {
        var answers = new Queue<Func<HttpResponseMessage>>(
        [
            () => StubApi.Events(new StubStream(StubStream.Ready(1), StubStream.Message(2, "a")).End()),
            StubApi.Unreachable,
            () => StubApi.Problem(503, "busy"),
            // Half an event is none.
            () => StubApi.Events(new StubStream(StubStream.Ready(2), "event: message\nid: 1-3\ndata: {").End()),
            () => StubApi.Events(new StubStream(StubStream.Ready(2), StubStream.Message(3, "b"))),
        ]);
        using var api = new StubApi(_ => answers.Dequeue()());
        await using var client = await TqqApiClient.SignInAsync(api.Options(), Now);
        var all = await ReadAsync(client, 5);
        Assert.Equal(["a", "b"], all.OfType<ApiEvent.Message>().Select(said => said.Item.Text));
        Assert.Equal([null, "1-2", "1-2", "1-2", "1-2"],
            api.Asked.Select(request => request.Headers.GetValueOrDefault("Last-Event-ID")));
    }

    [Fact]
    public async Task A_session_that_is_over_ends_the_stream_with_the_refusal()
    {
        var count = 0;
        using var api = new StubApi(_ => count++ == 0
            ? StubApi.Events(new StubStream(StubStream.Ready(1), StubStream.Event("session", """{"session":"3","state":"ended"}""")).End())
            : StubApi.Problem(401, "not-signed-in"));
        await using var client = await TqqApiClient.SignInAsync(api.Options(), Now);
        Assert.Equal("/errors/not-signed-in", (await Assert.ThrowsAsync<TqqApiException>(() => ReadAsync(client, 3))).Type);
    }

    [Fact]
    public async Task A_server_that_stays_away_ends_the_stream_when_the_budget_is_used_up()
    {
        using var api = new StubApi(_ => StubApi.Unreachable());
        var options = api.Options();
        var start = options.TimeProvider.GetUtcNow();
        await using var client = await TqqApiClient.SignInAsync(options, Now);
        await Assert.ThrowsAsync<ServerUnreachableException>(() => ReadAsync(client, 1));
        Assert.InRange(options.TimeProvider.GetUtcNow() - start, TimeSpan.FromSeconds(60), options.RetryBudget);
    }

    [Fact]
    public async Task A_server_is_waited_for_from_when_it_went_away_however_long_nothing_happened_before()
    {
        var time = new HurriedTime(TimeSpan.FromSeconds(40));
        var idle = new StubStream(StubStream.Ready(1));
        var answers = new Queue<Func<HttpResponseMessage>>(
        [
            () => StubApi.Events(idle), StubApi.Unreachable, StubApi.Unreachable,
            () => StubApi.Events(new StubStream(StubStream.Ready(1), StubStream.Message(2, "a"))),
        ]);
        using var api = new StubApi(_ => answers.Dequeue()());
        await using var client = await TqqApiClient.SignInAsync(api.Options(time), Now);
        await foreach (var said in client.ReadEventsAsync(cancellationToken: Now))
        {
            if (said is ApiEvent.Message)
                return;
            time.Advance(TimeSpan.FromHours(1));
            idle.End();
        }
    }

    [Fact]
    public async Task A_stream_that_is_silent_for_three_times_the_interval_is_opened_again()
    {
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.Zero };
        var opened = new SemaphoreSlim(0);
        using var api = new StubApi(_ =>
        {
            opened.Release();
            return StubApi.Events(new StubStream(StubStream.Ready(1)));
        });
        await using var client = await TqqApiClient.SignInAsync(api.Options(time), Now);
        var reading = ReadAsync(client, 2);
        await opened.WaitAsync(Now);
        var again = opened.WaitAsync(Now);
        while (!again.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(2, (await reading).Count);
        Assert.True(time.GetUtcNow() - time.Start >= TimeSpan.FromSeconds(45));
    }

    [Fact]
    public async Task A_caller_that_cancels_ends_the_stream_without_an_error()
    {
        using var end = new CancellationTokenSource();
        using var api = new StubApi(_ => StubApi.Events(new StubStream(StubStream.Ready(1))));
        await using var client = await TqqApiClient.SignInAsync(api.Options(new HurriedTime(TimeSpan.FromSeconds(40))), Now);
        var count = 0;
        await foreach (var _ in client.ReadEventsAsync(cancellationToken: end.Token))
        {
            count++;
            await end.CancelAsync();
        }

        Assert.Equal(1, count);
    }
}
