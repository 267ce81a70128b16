using Tqq.Client.Tests.Serving;

namespace Tqq.Client.Tests.Sending;

/// <summary>A text arrives once, whatever becomes of replies; where that cannot be known, the error says so.</summary>
public sealed class OnceTests
{
    private static readonly string s_long = string.Join(' ', "ABC".Select(letter => new string(letter, 399)));

    private readonly KeyedPostbox _postbox = new();

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    /// <summary>A server that takes every text and then says to the n-th CLTMSG (from 1) what the test says.</summary>
    private StubServer Losing(Func<StubRequest, int, StubReply, StubReply> lose)
    {
        var count = 0;
        return new(request =>
        {
            var reply = _postbox.Answer(request);
            return request.Command == "CLTMSG" ? lose(request, Interlocked.Increment(ref count), reply) : reply;
        });
    }

    [Fact]
    public async Task Every_message_of_every_text_has_a_key_of_its_own()
    {
        await using var server = Losing((_, _, reply) => reply);
        await using var client = await Guest.SignInAsync(server);
        await client.SendAsync(10002, s_long, null, Now);
        await client.SendAsync(10002, s_long, null, Now);
        var keys = server.Requests.Where(request => request.Command == "CLTMSG").Select(request => request["MK"]).ToList();
        Assert.Equal(6, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Matches(@"^[0-9A-Za-z_-]{22}\.[123]$", key));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    public async Task A_text_whose_reply_is_lost_after_it_was_taken_arrives_once(int bytes)
    {
        await using var server = Losing((_, count, reply) => count <= 3 ? reply.CutAt(bytes) : reply);
        await using var client = await Guest.SignInAsync(server);
        await client.SendAsync(10002, "hi", null, Now);
        Assert.Equal(["hi"], _postbox.Taken);
        Assert.Single(server.Requests.Where(request => request.Command == "CLTMSG").Select(request => request["MK"]).Distinct());
    }

    [Fact]
    public async Task A_text_goes_out_under_its_key_after_a_new_login_too()
    {
        await using var server = Losing((request, count, reply) =>
            count switch { 1 => reply.CutAt(5), 2 => StubReply.To(request, 20), _ => reply });
        await using var client = await Guest.SignInAsync(server);
        await client.SendAsync(10002, "hi", null, Now);
        Assert.Equal(["hi"], _postbox.Taken);
        Assert.Equal(["LOGIN", "CLTMSG", "CLTMSG", "LOGIN", "CLTMSG"], server.Requests.Select(request => request.Command));
    }

    [Fact]
    public async Task A_text_that_is_never_answered_is_in_doubt_and_can_be_sent_again_without_doubling_it()
    {
        var isLost = true;
        await using var server = Losing((_, count, reply) => isLost && count > 1 ? reply.CutAt(9) : reply);
        await using var client = await Guest.SignInAsync(server);
        var doubt = await Assert.ThrowsAsync<InDoubtException>(() => client.SendAsync(10002, s_long, null, Now));
        Assert.Equal((10002u, new SendProgress(1, 3)), (doubt.Uin, doubt.Progress));
        Assert.StartsWith("1 of 3 messages to 10002 have arrived, and the next one may have.", doubt.Message, StringComparison.Ordinal);
        Assert.IsType<ServerUnreachableException>(doubt.Cause);
        isLost = false;
        await client.SendAsync(10002, s_long, new() { Key = doubt.Key, AlreadySent = doubt.Progress.Sent }, Now);
        await client.SendAsync(10002, s_long, new() { Key = doubt.Key }, Now);
        Assert.Equal(s_long, string.Concat(_postbox.Taken));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("3")]
    [InlineData("20")]
    [InlineData("what?")]
    public async Task Whatever_follows_a_lost_reply_the_text_is_in_doubt(string next)
    {
        await using var server = Losing((request, count, reply) => count == 1 ? reply.CutAt(9) : next switch
        {
            "null" => StubReply.Null,
            "what?" => StubReply.Body(next),
            _ => StubReply.To(request, int.Parse(next, System.Globalization.CultureInfo.InvariantCulture)),
        });
        await using var client = await Guest.SignInAsync(server);
        Assert.StartsWith(
            "The text to 10002 may have arrived or not. ",
                (await Assert.ThrowsAsync<InDoubtException>(() => client.SendAsync(10002, "hi", null, Now))).Message,
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_never_went_out_is_in_no_doubt()
    {
        var server = Losing((_, _, reply) => reply);
        await using var client = await Guest.SignInAsync(server);
        await server.DisposeAsync();
        await Assert.ThrowsAsync<ServerUnreachableException>(() => client.SendAsync(10002, "hi", null, Now));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_says_that_the_text_is_in_doubt_and_can_be_made_again_with_its_key()
    {
        var (gate, asked) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = Losing((_, count, reply) =>
        {
            asked.TrySetResult();
            return count == 1 ? reply with { Gate = gate.Task } : reply;
        });
        await using var client = await Guest.SignInAsync(server);
        using var impatience = new CancellationTokenSource();
        var call = client.SendAsync(10002, "hi", null, impatience.Token);
        await asked.Task.WaitAsync(Now);
        await impatience.CancelAsync();
        var doubt = await Assert.ThrowsAsync<SendCanceledException>(() => call);
        Assert.Equal((10002u, true, new SendProgress(0, 1)), (doubt.Uin, doubt.IsInDoubt, doubt.Progress));
        Assert.Equal("The text to 10002 may have arrived or not. The call was cancelled.", doubt.Message);
        Assert.Equal(impatience.Token, doubt.CancellationToken);
        await client.SendAsync(10002, "hi", new() { Key = doubt.Key }, Now);
        gate.SetResult();
        Assert.Equal(["hi"], _postbox.Taken);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_between_two_messages_says_how_many_have_arrived_and_is_in_no_doubt()
    {
        await using var server = Losing((_, _, reply) => reply);
        await using var client = await Guest.SignInAsync(server);
        using var impatience = new CancellationTokenSource();
        var options = new SendOptions { Progress = new Canceling(2, impatience) };
        var canceled = await Assert.ThrowsAsync<SendCanceledException>(() => client.SendAsync(10002, s_long, options, impatience.Token));
        Assert.Equal((false, new SendProgress(2, 3)), (canceled.IsInDoubt, canceled.Progress));
        Assert.Equal("2 of 3 messages to 10002 have arrived. The call was cancelled.", canceled.Message);
        await client.SendAsync(10002, s_long, new() { Key = canceled.Key, AlreadySent = canceled.Progress.Sent }, Now);
        Assert.Equal(s_long, string.Concat(_postbox.Taken));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_anything_went_out_is_in_no_doubt()
    {
        await using var server = Losing((_, _, reply) => reply);
        await using var client = await Guest.SignInAsync(server);
        var canceled = await Assert.ThrowsAsync<SendCanceledException>(() => client.SendAsync(10002, "hi", null, new(canceled: true)));
        Assert.Equal("The text to 10002 was not sent. The call was cancelled.", canceled.Message);
        Assert.False(canceled.IsInDoubt);
        Assert.Equal(0, server.Count("CLTMSG"));
    }

    [Fact]
    public async Task A_text_that_is_on_its_way_when_the_client_is_disposed_is_in_doubt()
    {
        var (gate, asked) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = Losing((_, _, reply) =>
        {
            asked.TrySetResult();
            return reply with { Gate = gate.Task };
        });
        var options = Guest.Options(server);
        options.SignOutTimeout = TimeSpan.FromMilliseconds(1);
        var client = await TqqClient.SignInAsync(options, Now);
        var call = client.SendAsync(10002, "hi", null, Now);
        await asked.Task.WaitAsync(Now);
        await client.DisposeAsync();
        Assert.True((await Assert.ThrowsAsync<SendCanceledException>(() => call.WaitAsync(Now))).IsInDoubt);
        gate.SetResult();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a&b")]
    [InlineData("好")]
    [InlineData("123456789012345678901234567890123456789012345678901")]
    public async Task A_key_that_the_protocol_does_not_allow_is_refused_before_anything_is_sent(string key)
    {
        await using var server = Losing((_, _, reply) => reply);
        await using var client = await Guest.SignInAsync(server);
        Assert.Contains("1 to 50 characters", (await Assert.ThrowsAsync<ArgumentException>(() =>
            client.SendAsync(10002, "hi", new() { Key = key }, Now))).Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Count("CLTMSG"));
    }

    private sealed class Canceling(int sent, CancellationTokenSource source) : IProgress<SendProgress>
    {
        public void Report(SendProgress value)
        {
            if (value.Sent == sent)
                source.Cancel();
        }
    }
}
