using Tqq.Client.Tests.Serving;

namespace Tqq.Client.Tests.Reading;

/// <summary>The stream of what comes, and what is acknowledged of it.</summary>
public sealed class ReadTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    /// <summary>A server whose n-th GetMsgEx (from 1) hands out these fields.</summary>
    private static StubServer Handing(params string[] handouts)
    {
        var count = 0;
        return new(request => request.Command == "GETMSGEX" && Interlocked.Increment(ref count) is var number && number <= handouts.Length
            ? StubReply.To(request, 0, handouts[number - 1])
            : StubReply.Friendly(request));
    }

    private static async Task<List<Incoming>> TakeAsync(TqqClient client, int count)
    {
        var taken = new List<Incoming>();
        await foreach (var item in client.ReadAsync(Now))
        {
            taken.Add(item);
            client.Settle(item);
            if (taken.Count == count)
                break;
        }

        return taken;
    }

    private static string[] Receipts(StubServer server, string command) =>
        [.. server.Requests.Where(request => request.Command == command).Select(request => request["AK"])];

    [Fact]
    public async Task Each_type_has_a_case_of_its_own_and_none_is_dropped()
    {
        await using var server = Handing("&MN=7&MT=9,99,2,3,4,77,99,&UN=1,2,3,4,5,6,7,&MG=hi%2c you ,30,please,,no,odd,15,");
        await using var client = await Guest.SignInAsync(server);
        Assert.Equal(
            [
                new Incoming.Message(1, "hi, you"), new Incoming.PresenceChange(2, UserStatus.Busy),
                    new Incoming.FriendRequest(3, "please"), new Incoming.Accepted(4),
                new Incoming.Refused(5, "no"), new Incoming.Other(6, 77, "odd"), new Incoming.Other(7, 99, "15"),
            ],
            await TakeAsync(client, 7));
    }

    [Fact]
    public async Task What_10000_says_is_a_notice_and_no_message_that_a_bot_would_answer()
    {
        await using var server = Handing("&MN=3&MT=9,9,9,&UN=10000,10000,10001,&MG=a ,b ,hi ,");
        await using var client = await Guest.SignInAsync(server);
        Assert.Equal([new Incoming.Notice(10000, "a"), new Incoming.Notice(10000, "b"), new Incoming.Message(10001, "hi")],
            await TakeAsync(client, 3));
    }

    [Fact]
    public async Task Segments_are_joined()
    {
        var a = new string('A', 400);
        await using var server = Handing($"&MN=5&MT=9,9,9,9,9,&UN=1,1,1,2,1,&MG={a},{a},A ,x ,y ,");
        await using var client = await Guest.SignInAsync(server);
        Assert.Equal([new Incoming.Message(1, a + a + "A"), new Incoming.Message(2, "x"), new Incoming.Message(1, "y")],
            await TakeAsync(client, 3));
    }

    [Fact]
    public async Task Lists_of_unequal_length_are_read_as_far_as_the_count_says()
    {
        await using var server = Handing("&MN=1&MT=9,9,&UN=1,&MG=hi ,", "&MN=1&MT=9,&UN=1,&MG=there ,");
        await using var client = await Guest.SignInAsync(server);
        Assert.Equal([new Incoming.Message(1, "hi"), new Incoming.Message(1, "there")], await TakeAsync(client, 2));
    }

    [Fact]
    public async Task Only_what_was_settled_is_acknowledged()
    {
        await using var server = Handing("&MN=3&MT=9,9,9,&UN=1,1,1,&MG=a ,b ,c ,");
        await using var client = await Guest.SignInAsync(server);
        await TakeAsync(client, 2);
        await client.SendAsync(10002, "x", null, Now);
        var seq = server.Requests.Single(request => request.Command == "GETMSGEX")["SEQ"];
        Assert.Equal([$"2.{seq}"], Receipts(server, "CLTMSG"));
        Assert.Equal([new Incoming.Message(1, "c")], await TakeAsync(client, 1));
        await client.SignOutAsync(Now);
        Assert.Equal([$"3.{seq}"], Receipts(server, "LOGOUT"));
    }

    [Fact]
    public async Task A_request_out_of_the_loop_does_not_acknowledge_the_message_it_is_about()
    {
        await using var server = Handing("&MN=2&MT=9,9,&UN=1,1,&MG=a ,b ,");
        await using var client = await Guest.SignInAsync(server);
        await foreach (var item in client.ReadAsync(Now))
        {
            await client.SendAsync(item.From, "re", null, Now);
            client.Settle(item);
            if (item is Incoming.Message { Text: "b" })
                break;
        }

        Assert.Equal(["0", "1"], Receipts(server, "CLTMSG").Select(receipt => receipt.Split('.')[0]));
    }

    [Fact]
    public async Task A_client_that_leaves_its_session_open_says_what_it_has_settled()
    {
        await using var server = Handing("&MN=2&MT=9,9,&UN=1,1,&MG=a ,b ,");
        var options = Guest.Options(server);
        options.SignOutOnDispose = false;
        await using (var client = await TqqClient.SignInAsync(options, Now))
            await TakeAsync(client, 1);
        Assert.Equal(["1"], Receipts(server, "LIST").Select(receipt => receipt.Split('.')[0]));
    }

    [Fact]
    public async Task Without_a_key_a_client_with_unsettled_messages_says_no_more()
    {
        await using var server = Handing("&MN=2&MT=9,9,&UN=1,1,&MG=a ,b ,");
        var options = Guest.Options(server);
        options.UseSessionKey = false;
        await using (var client = await TqqClient.SignInAsync(options, Now))
            await TakeAsync(client, 1);
        Assert.Equal(["LOGIN", "GETMSGEX"], server.Requests.Select(request => request.Command));
        Assert.DoesNotContain(server.Requests, request =>
            request.Body.Contains("AK=", StringComparison.Ordinal) || request.Body.Contains("SK=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancelling_ends_the_stream_without_an_error()
    {
        await using var server = Handing("&MN=1&MT=9,&UN=1,&MG=a ,");
        await using var client = await Guest.SignInAsync(server);
        using var stop = new CancellationTokenSource();
        var seen = 0;
        await foreach (var _ in client.ReadAsync(stop.Token))
        {
            seen++;
            await stop.CancelAsync();
        }

        Assert.Equal(1, seen);
    }

    [Fact]
    public async Task A_poll_that_was_cancelled_is_asked_for_again_with_the_same_bytes_before_anything_else()
    {
        var (polled, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        var count = 0;
        await using var server = new StubServer(request =>
        {
            if (request.Command != "GETMSGEX")
                return StubReply.Friendly(request);
            var reply = StubReply.To(request, 0, "&MN=1&MT=9,&UN=1,&MG=a ,");
            if (++count > 1)
                return reply;
            polled.SetResult();
            return reply with { Gate = gate.Task };
        });
        await using var client = await Guest.SignInAsync(server);
        using var stop = new CancellationTokenSource();
        var reading = ReadToEndAsync(client, stop.Token);
        await polled.Task;
        await stop.CancelAsync();
        Assert.Equal(0, await reading);
        gate.SetResult();
        await client.SendAsync(10002, "x", null, Now);
        Assert.Equal(["LOGIN", "GETMSGEX", "GETMSGEX", "CLTMSG"], server.Requests.Select(request => request.Command));
        Assert.Single(server.Requests.Where(request => request.Command == "GETMSGEX").Select(request => request.Body).Distinct());
        Assert.Equal([new Incoming.Message(1, "a")], await TakeAsync(client, 1));
    }

    [Fact]
    public async Task A_peek_shows_what_waits_and_takes_nothing()
    {
        await using var server = Handing("&MN=2&MT=9,2,&UN=1,3,&MG=a ,please,");
        await using var client = await Guest.SignInAsync(server);
        Incoming[] waiting = [new Incoming.Message(1, "a"), new Incoming.FriendRequest(3, "please")];
        Assert.Equal(waiting, await client.PeekAsync(Now));
        Assert.Equal(waiting, await client.PeekAsync(Now));
        await client.SignOutAsync(Now);
        Assert.StartsWith("0.", Receipts(server, "LOGOUT").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_may_not_read_at_once()
    {
        await using var server = Handing("&MN=1&MT=9,&UN=1,&MG=a ,");
        await using var client = await Guest.SignInAsync(server);
        await foreach (var _ in client.ReadAsync(Now))
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => TakeAsync(client, 1));
            break;
        }
    }

    private static async Task<int> ReadToEndAsync(TqqClient client, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var _ in client.ReadAsync(cancellationToken))
            count++;
        return count;
    }
}
