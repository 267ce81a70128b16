using Tqq.Client.Tests.Serving;

namespace Tqq.Client.Tests.Calls;

/// <summary>Replies that are not those to what was asked.</summary>
public sealed class OutOfStepTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reply_out_of_step_breaks_the_connection_and_the_next_reply_is_the_right_one()
    {
        StubRequest? before = null;
        // On its first connection this server is one reply behind.
        await using var server = new StubServer(request =>
        {
            if (request.Connection > 1 || request.Command == "LOGIN")
                return StubReply.Friendly(before = request);
            var late = StubReply.To(before!, 0, "&FN=7");
            before = request;
            return late;
        });
        await using var client = await Guest.SignInAsync(server);
        await Assert.ThrowsAsync<UnexpectedReplyException>(() => client.CountFriendsAsync(Now));
        Assert.Equal(0, await client.CountFriendsAsync(Now));
        Assert.Equal([1, 1, 2], server.Requests.Select(request => request.Connection));
    }

    [Fact]
    public async Task A_reply_that_is_not_understood_breaks_the_connection_too()
    {
        await using var server = new StubServer(request =>
            request is { Command: "LIST", Connection: 1 } ? StubReply.Body("what?") : StubReply.Friendly(request));
        await using var client = await Guest.SignInAsync(server);
        await Assert.ThrowsAsync<UnexpectedReplyException>(() => client.CountFriendsAsync(Now));
        Assert.Equal(0, await client.CountFriendsAsync(Now));
        Assert.Equal(2, server.Requests.Last().Connection);
    }
}
