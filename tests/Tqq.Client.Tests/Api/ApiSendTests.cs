using System.Net;
using System.Text.Json;

namespace Tqq.Client.Tests.Api;

/// <summary>A text arrives once, or the client says that it may have.</summary>
public sealed class ApiSendTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static HttpResponseMessage Sent() =>
        StubApi.Json("""{"id":"18","at":"2027-01-31T08:00:01.000Z"}""", HttpStatusCode.Created);

    private static StubApi Answering(params Func<HttpResponseMessage>[] answers)
    {
        var queue = new Queue<Func<HttpResponseMessage>>(answers);
        return new(_ => (queue.Count > 1 ? queue.Dequeue() : queue.Peek())());
    }

    [Fact]
    public async Task A_text_is_repeated_with_its_key_until_there_is_an_answer()
    {
        using var api = Answering(StubApi.Unreachable, StubApi.Broken, () => StubApi.Problem(504, "uncertain"),
            () => new(HttpStatusCode.BadGateway), () => StubApi.Problem(503, "busy"), () => StubApi.Problem(429, "too-fast", "", 3), Sent);
        await using var client = await TqqApiClient.SignInAsync(api.Options(), Now);
        Assert.Equal(new("18", new(2027, 1, 31, 8, 0, 1, TimeSpan.Zero)), await client.SendAsync(10002, "好", cancellationToken: Now));
        Assert.Equal(7, api.Asked.Count);
        var asked = Assert.Single(api.Asked.Select(request => (request.Line, request.Body,
            Key: request.Headers["Idempotency-Key"])).Distinct());
        Assert.Equal(("POST conversations/10002/messages", """{"text":"好"}"""), (asked.Line, asked.Body));
        Assert.Equal(22, asked.Key.Length);
    }

    [Fact]
    public async Task Each_text_has_a_key_of_its_own_and_the_caller_may_give_it()
    {
        using var api = Answering(Sent);
        await using var client = await TqqApiClient.SignInAsync(api.Options(), Now);
        await client.SendAsync(10002, "1", cancellationToken: Now);
        await client.SendAsync(10002, "1", cancellationToken: Now);
        await client.SendAsync(10002, "1", "my-key", Now);
        var keys = api.Asked.Select(request => request.Headers["Idempotency-Key"]).ToList();
        Assert.Equal((3, "my-key"), (keys.Distinct().Count(), keys[2]));
    }

    [Theory]
    [InlineData("broken")]
    [InlineData("uncertain")]
    [InlineData("gateway")]
    public async Task A_text_without_an_answer_is_in_doubt_and_the_error_has_its_key(string how)
    {
        using var api = Answering(how switch
        {
            "broken" => StubApi.Broken,
            "uncertain" => () => StubApi.Problem(504, "uncertain"),
            _ => () => new(HttpStatusCode.BadGateway),
        });
        await using var client = await TqqApiClient.SignInAsync(api.Options(), Now);
        var doubt = await Assert.ThrowsAsync<InDoubtException>(() => client.SendAsync(10002, "1", cancellationToken: Now));
        Assert.Equal((10002u, new SendProgress(0, 1)), (doubt.Uin, doubt.Progress));
        Assert.Equal(doubt.Key, Assert.Single(api.Asked.Select(request => request.Headers["Idempotency-Key"]).Distinct()));
        Assert.True(api.Asked.Count > 5);
    }

    [Fact]
    public async Task A_refusal_behind_an_attempt_without_an_answer_leaves_the_text_in_doubt()
    {
        using var api = Answering(StubApi.Broken, () => StubApi.Problem(401, "not-signed-in"));
        await using var client = await TqqApiClient.SignInAsync(api.Options(), Now);
        Assert.IsType<TqqApiException>(
            (await Assert.ThrowsAsync<InDoubtException>(() => client.SendAsync(10002, "1", cancellationToken: Now))).Cause);
    }

    [Fact]
    public async Task A_text_that_nobody_took_is_not_in_doubt()
    {
        using var nobody = Answering(StubApi.Unreachable);
        await using var client = await TqqApiClient.SignInAsync(nobody.Options(), Now);
        await Assert.ThrowsAsync<ServerUnreachableException>(() => client.SendAsync(10002, "1", cancellationToken: Now));
        using var full = Answering(() => StubApi.Problem(409, "mailbox-full"));
        await using var other = await TqqApiClient.SignInAsync(full.Options(), Now);
        Assert.Equal("/errors/mailbox-full",
            (await Assert.ThrowsAsync<TqqApiException>(() => other.SendAsync(10002, "1", cancellationToken: Now))).Type);
        Assert.Single(full.Asked);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_says_whether_the_text_may_have_gone()
    {
        using var end = new CancellationTokenSource();
        using var api = new StubApi(_ =>
        {
            end.Cancel();
            throw new OperationCanceledException(end.Token);
        });
        await using var client = await TqqApiClient.SignInAsync(api.Options(), Now);
        var canceled = await Assert.ThrowsAsync<SendCanceledException>(() => client.SendAsync(10002, "1", "k", end.Token));
        Assert.Equal((true, "k"), (canceled.IsInDoubt, canceled.Key));
    }

    [Fact]
    public async Task The_longest_text_of_whatever_characters_stays_below_what_the_server_takes()
    {
        using var api = Answering(Sent);
        await using var client = await TqqApiClient.SignInAsync(api.Options(), Now);
        foreach (var character in (string[])["😀", "好", "\"", "\\", "\u0001", "\n"])
        {
            var text = string.Concat(Enumerable.Repeat(character, TqqApiClient.LongestText));
            await client.SendAsync(10002, text, cancellationToken: Now);
            var body = api.Asked.Last().Body;
            Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(body), 1, 64 * 1024);
            Assert.Equal(text, JsonDocument.Parse(body).RootElement.GetProperty("text").GetString());
        }
    }
}
