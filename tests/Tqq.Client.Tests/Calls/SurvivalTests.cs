using Tqq.Client.Tests.Serving;
using Tqq.Protocol.Grammar;

namespace Tqq.Client.Tests.Calls;

/// <summary>What is documented to go wrong, and what the client makes of it.</summary>
public sealed partial class SurvivalTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    /// <summary>A server that answers the n-th request of a command (from 1) otherwise than usual.</summary>
    private static StubServer Odd(string command, Func<StubRequest, int, StubReply?> odd)
    {
        var count = 0;
        return new(request =>
            (request.Command == command ? odd(request, Interlocked.Increment(ref count)) : null) ?? StubReply.Friendly(request));
    }

    [Fact]
    public async Task Null_is_asked_again_with_the_same_bytes_and_then_said_with_its_causes()
    {
        await using var server = Odd("CHANGE_STAT", (_, _) => StubReply.Null);
        await using var client = await Guest.SignInAsync(server);
        var thrown = await Assert.ThrowsAsync<NoReplyException>(() => client.ChangeStatusAsync(UserStatus.Busy, Now));
        Assert.Equal((Command.ChangeStat, "a status other than 10, 20, 30 or 40"), (thrown.Command, thrown.Causes));
        Assert.Single(server.Requests.Where(request => request.Command == "CHANGE_STAT").Select(request => request.Body).Distinct());
        Assert.Equal(0, await client.CountFriendsAsync(Now));
    }

    [Fact]
    public async Task Null_to_a_login_names_the_client_code()
    {
        await using var server = Odd("LOGIN", (_, _) => StubReply.Null);
        var thrown = await Assert.ThrowsAsync<NoReplyException>(() => Guest.SignInAsync(server));
        Assert.Contains("client code (LC)", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_the_server_of_2006_swallows_goes_out_under_another_seq()
    {
        string? swallowed = null;
        await using var server = Odd("CLTMSG", (request, _) => (swallowed ??= request.Body) == request.Body ? StubReply.Null : null);
        await using var client = await Guest.SignInAsync(server);
        await client.SendAsync(10002, "hello", null, Now);
        Assert.Equal(2, server.Requests.Where(request => request is { Command: "CLTMSG" } && request["MG"] == "hello").Select(request =>
            request["SEQ"]).Distinct().Count());
    }

    [Fact]
    public async Task A_text_that_is_always_swallowed_is_said_in_the_end()
    {
        await using var server = Odd("CLTMSG", (_, _) => StubReply.Null);
        await using var client = await Guest.SignInAsync(server);
        Assert.IsType<NoReplyException>((await Assert.ThrowsAsync<InDoubtException>(() =>
            client.SendAsync(10002, "hello", null, Now))).Cause);
    }

    [Fact]
    public async Task Too_fast_is_waited_out_and_asked_under_another_seq()
    {
        await using var server = Odd("CLTMSG", (request, count) => count <= 3 ? StubReply.To(request, 3) : null);
        await using var client = await Guest.SignInAsync(server);
        await client.SendAsync(10002, "hi", null, Now);
        Assert.Equal(4, server.Requests.Where(request => request.Command == "CLTMSG").Select(request => request["SEQ"]).Distinct().Count());
    }

    [Fact]
    public async Task The_first_request_to_be_added_of_2006_is_repeated()
    {
        await using var server = Odd("ACK_ADDTOLIST", (request, count) => count == 1 ? StubReply.To(request, 3) : null);
        await using var client = await Guest.SignInAsync(server);
        await client.AskFriendAsync(10002, "me", Now);
        Assert.Equal(2, server.Count("ACK_ADDTOLIST"));
    }

    [Fact]
    public async Task Refused_for_longer_than_the_budget_is_an_error()
    {
        await using var server = Odd("CLTMSG", (request, _) => StubReply.To(request, 3));
        await using var client = await Guest.SignInAsync(server);
        var thrown = await Assert.ThrowsAsync<DeniedException>(() => client.SendAsync(10002, "hi", null, Now));
        Assert.Contains("mailbox", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_is_gone_is_begun_again_once_and_the_request_repeated()
    {
        await using var server = Odd("LIST", (request, count) => count == 1 ? StubReply.To(request, 20) : null);
        await using var client = await Guest.SignInAsync(server);
        await client.ChangeStatusAsync(UserStatus.Busy, Now);
        Assert.Equal(0, await client.CountFriendsAsync(Now));
        Assert.Equal(["LOGIN ", "CHANGE_STAT 30", "LIST ", "LOGIN ", "CHANGE_STAT 30", "LIST "],
            server.Requests.Select(request => $"{request.Command} {request["ST"]}"));
    }

    [Fact]
    public async Task A_session_that_is_gone_again_at_once_is_an_error()
    {
        await using var server = Odd("LIST", (request, _) => StubReply.To(request, 20));
        await using var client = await Guest.SignInAsync(server);
        await Assert.ThrowsAsync<SessionLostException>(() => client.CountFriendsAsync(Now));
        Assert.Equal(2, server.Count("LOGIN"));
    }

    [Fact]
    public async Task No_such_account_names_the_number()
    {
        await using var server = Odd("CLTMSG", (request, _) => StubReply.To(request, 5));
        await using var client = await Guest.SignInAsync(server);
        Assert.Equal(4711u, (await Assert.ThrowsAsync<IllegalUinException>(() => client.SendAsync(4711, "hi", null, Now))).Uin);
    }

    [Fact]
    public async Task A_failed_login_says_the_reason_of_the_server()
    {
        await using var server = Odd("LOGIN", (request, _) => StubReply.To(request, 0, "&RS=1&RA=密码错误"));
        var thrown = await Assert.ThrowsAsync<LoginFailedException>(() => Guest.SignInAsync(server));
        Assert.Equal("密码错误", thrown.Reason);
    }

    [Fact]
    public async Task A_reply_cut_at_any_byte_is_asked_for_again_with_the_same_bytes()
    {
        var length = StubReply.To(new("VER=1.1&CMD=CLTMSG&SEQ=946684800000001&UIN=10001", 1), 0, "&").Bytes.Length;
        for (var cut = 1; cut < length; cut++)
        {
            await using var server = Odd("CLTMSG", (request, count) => count == 1 ? StubReply.To(request, 0, "&").CutAt(cut) : null);
            await using var client = await Guest.SignInAsync(server);
            await client.SendAsync(10002, "hi", null, Now);
            Assert.Equal(2, server.Count("CLTMSG"));
            Assert.Single(server.Requests.Where(request => request.Command == "CLTMSG").Select(request => request.Body).Distinct());
        }
    }

    [Fact]
    public async Task A_server_that_closes_every_connection_is_spoken_to_all_the_same()
    {
        await using var server = new StubServer(request => StubReply.Friendly(request) with { Closes = true });
        await using var client = await Guest.SignInAsync(server);
        for (var count = 0; count < 5; count++)
            Assert.Equal(0, await client.CountFriendsAsync(Now));
        Assert.Equal(5, server.Count("LIST"));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_said_at_once_at_login_and_after_the_budget_later()
    {
        var server = new StubServer(StubReply.Friendly);
        await using var client = await Guest.SignInAsync(server);
        await server.DisposeAsync();
        Assert.Contains("cannot be reached",
            (await Assert.ThrowsAsync<ServerUnreachableException>(() => client.CountFriendsAsync(Now))).Message, StringComparison.Ordinal);
        var options = Guest.Options(server);
        options.TimeProvider = TimeProvider.System;
        await Assert.ThrowsAsync<ServerUnreachableException>(() => TqqClient.SignInAsync(options, Now));
    }

    [Fact]
    public async Task A_connect_budget_gives_up_sooner_on_a_server_that_is_not_there()
    {
        var server = new StubServer(StubReply.Friendly);
        var options = Guest.Options(server);
        options.ConnectBudget = TimeSpan.Zero;
        await using var client = await TqqClient.SignInAsync(options, Now);
        await server.DisposeAsync();
        var before = options.TimeProvider.GetTimestamp();
        await Assert.ThrowsAsync<ServerUnreachableException>(() => client.CountFriendsAsync(Now));
        Assert.InRange(options.TimeProvider.GetElapsedTime(before), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH\r\n", "is no HTTP")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno", "answered 404")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "it has no VER of 1.0, 1.1 or 1.2")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 43\r\n\r\nVER=1.1&CMD=LIST&SEQ=1&UIN=10001&RES=0&FN=9",
        "it belongs to another request")]
    public async Task What_is_no_reply_of_the_protocol_is_said(string bytes, string what)
    {
        await using var server = Odd("LIST", (_, _) => new(System.Text.Encoding.ASCII.GetBytes(bytes)));
        await using var client = await Guest.SignInAsync(server);
        Assert.Contains(what, (await Assert.ThrowsAsync<UnexpectedReplyException>(() => client.CountFriendsAsync(Now))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_in_any_shape_are_understood()
    {
        await using var server = Odd("LIST", (request, count) =>
        {
            var body = $"VER=1.1&CMD=LIST&SEQ={request["SEQ"]}&UIN=10001&RES=0&FN=9";
            return new(System.Text.Encoding.ASCII.GetBytes(count switch
            {
                1 => $"HTTP/1.0 200 OK\ncontent-length:{body.Length}\n\n{body}",
                2 => $"HTTP/1.1 200\r\nX-Whatever\r\nConnection: close\r\n\r\n{body}",
                _ => $"HTTP/1.1 200 Fine\r\nCONTENT-LENGTH: {body.Length}\r\n\r\n{body}",
            }), Closes: count == 2);
        });
        await using var client = await Guest.SignInAsync(server);
        for (var count = 0; count < 3; count++)
            Assert.Equal(9, await client.CountFriendsAsync(Now));
    }
}
