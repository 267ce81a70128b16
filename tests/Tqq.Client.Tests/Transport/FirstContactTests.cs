using Tqq.Client.Tests.Serving;

namespace Tqq.Client.Tests.Transport;

/// <summary>A login at a port where something else is: it is not waited for long, and what did answer is said.</summary>
public sealed class FirstContactTests
{
    private static readonly TimeSpan s_never = TimeSpan.FromHours(1);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    /// <summary>Options on a clock on which only waits under 15 s are ever over, and those at once.</summary>
    private static TqqClientOptions At(ServerAddress server) =>
        new() { Uin = 10001, Password = Guest.Password, Server = server, ConnectTimeout = s_never,
            TimeProvider = new HurriedTime(TimeSpan.FromSeconds(15)) };

    private static async Task<ForeignServerException> ForeignAsync(string says)
    {
        await using var server = new BytesServer(says);
        var options = At(server.Address);
        options.FirstByteTimeout = s_never;
        return await Assert.ThrowsAsync<ForeignServerException>(() => TqqClient.SignInAsync(options, Now));
    }

    [Fact]
    public async Task The_web_port_is_named_when_it_answers_401_in_chunks()
    {
        var foreign =
            await ForeignAsync(
            "HTTP/1.1 401 Unauthorized\r\nTransfer-Encoding: chunked\r\nContent-Type: application/problem+json\r\n\r\n1f\r\n");
        Assert.Contains("an HTTP server answered 401: this looks like the web port; HTTP QQ is at 8000 by default", foreign.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 502 Bad Gateway\r\n\r\n", ForeignAnswer.HttpStatus, "502")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello", ForeignAnswer.OtherHttp, "its body is sent in chunks")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", ForeignAnswer.OtherHttp, "it has no VER of 1.0, 1.1 or 1.2")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", ForeignAnswer.NoHttp, "SSH-2.0-OpenSSH_9.2")]
    [InlineData("\u0015\u0003\u0003\0\u0002\u0002\u0028", ForeignAnswer.Tls, "")]
    public async Task What_did_answer_is_said(string says, ForeignAnswer answer, string detail)
    {
        var foreign = await ForeignAsync(says);
        Assert.Equal((answer, detail), (foreign.Answer, foreign.Detail));
    }

    [Fact]
    public async Task A_port_that_says_nothing_is_given_up_after_ten_seconds()
    {
        await using var server = new BytesServer("");
        var options = At(server.Address);
        var start = options.TimeProvider.GetTimestamp();
        var foreign = await Assert.ThrowsAsync<ForeignServerException>(() => TqqClient.SignInAsync(options, Now));
        Assert.Equal(ForeignAnswer.Nothing, foreign.Answer);
        // Ten seconds for the login, and as many for the question whether anything is there at all.
        Assert.Equal(TimeSpan.FromSeconds(20), options.TimeProvider.GetElapsedTime(start));
    }

    [Theory]
    [InlineData("H")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\nVER=1.1")]
    public async Task A_port_that_ends_each_connection_before_a_reply_is_complete_is_given_up_after_three(string says)
    {
        await using var server = new BytesServer(says, closes: true);
        var options = At(server.Address);
        options.FirstByteTimeout = s_never;
        var foreign = await Assert.ThrowsAsync<ForeignServerException>(() => TqqClient.SignInAsync(options, Now));
        Assert.Equal(ForeignAnswer.CutOff, foreign.Answer);
    }

    [Fact]
    public async Task A_login_that_is_held_back_is_waited_for_where_the_server_answers_others()
    {
        var asked = new TaskCompletionSource();
        await using var server = new StubServer(request =>
        {
            if (request.Command != "LIST")
                return StubReply.Friendly(request) with { Gate = request.Command == "LOGIN" ? asked.Task : null };
            asked.TrySetResult();
            return StubReply.To(request, 20);
        });
        var options = At(server.Uri);
        // The second question is not to be over before it is answered.
        options.TimeProvider = new HurriedTime(TimeSpan.FromSeconds(15), once: true);
        await using var client = await TqqClient.SignInAsync(options, Now);
        // On two connections: the server may read either first.
        Assert.Equal([("LIST", "10000"), ("LOGIN", "10001")], server.Requests.Select(request => (request.Command, request["UIN"])).Order());
    }

    [Fact]
    public async Task A_connection_that_is_not_made_is_given_up_after_five_seconds()
    {
        await using var server = new BytesServer("");
        var options = At(server.Address);
        // A handshake that nobody answers is a connection that is not made.
        (options.Server, options.ConnectTimeout) = (new($"https://{server.Address.Authority}"), new TqqClientOptions().ConnectTimeout);
        var start = options.TimeProvider.GetTimestamp();
        var thrown = await Assert.ThrowsAsync<ServerUnreachableException>(() => TqqClient.SignInAsync(options, Now));
        Assert.Contains("no connection within 5 s", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(5), options.TimeProvider.GetElapsedTime(start));
    }
}
