using System.Net;
using Tqq.Client.Tests.Serving;

namespace Tqq.Client.Tests.Calls;

/// <summary>A session that another login took the place of.</summary>
public sealed class ElsewhereTests
{
    private const string From = "192.0.2.7";

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    /// <summary>A server that says RES=20 to the first List requests, so many, with these fields.</summary>
    private static StubServer Losing(int times, string fields)
    {
        var count = 0;
        return new(request => request.Command == "LIST" && Interlocked.Increment(ref count) <= times ? StubReply.To(request, 20, fields)
            : StubReply.Friendly(request));
    }

    [Fact]
    public async Task A_client_that_loses_its_session_to_another_login_stops_and_says_from_where()
    {
        await using var server = Losing(1, $"&LA={From}");
        await using var client = await Guest.SignInAsync(server);
        var thrown = await Assert.ThrowsAsync<LoggedInElsewhereException>(() => client.CountFriendsAsync(Now));
        Assert.Equal((10001u, IPAddress.Parse(From)), (thrown.Uin, thrown.Address));
        Assert.Equal($"10001 is logged in elsewhere, from {From}.", thrown.Message);
        await Assert.ThrowsAsync<LoggedInElsewhereException>(() => client.SendAsync(10002, "hi", null, Now));
        await client.DisposeAsync();
        Assert.Equal(["LOGIN", "LIST"], server.Requests.Select(request => request.Command));
    }

    [Fact]
    public async Task A_reader_hears_of_it()
    {
        await using var server = new StubServer(request =>
            request.Command == "GETMSGEX" ? StubReply.To(request, 20, $"&LA={From}") : StubReply.Friendly(request));
        await using var client = await Guest.SignInAsync(server);
        await Assert.ThrowsAsync<LoggedInElsewhereException>(async () =>
        {
            await foreach (var _ in client.ReadAsync(Now))
            {
            }
        });
    }

    [Fact]
    public async Task A_client_that_is_to_take_over_logs_in_again()
    {
        await using var server = Losing(2, $"&LA={From}");
        var options = Guest.Options(server);
        options.TakeOver = true;
        await using var client = await TqqClient.SignInAsync(options, Now);
        Assert.Equal(0, await client.CountFriendsAsync(Now));
        Assert.Equal(3, server.Count("LOGIN"));
    }

    [Fact]
    public async Task Where_the_server_does_not_say_the_third_loss_within_a_minute_is_taken_for_another_login()
    {
        var isLost = false;
        await using var server = new StubServer(request =>
        {
            if (request.Command != "LIST")
                return StubReply.Friendly(request);
            isLost = !isLost;
            return isLost ? StubReply.To(request, 20) : StubReply.Friendly(request);
        });
        await using var client = await Guest.SignInAsync(server);
        Assert.Equal(0, await client.CountFriendsAsync(Now));
        Assert.Equal(0, await client.CountFriendsAsync(Now));
        Assert.Null((await Assert.ThrowsAsync<LoggedInElsewhereException>(() => client.CountFriendsAsync(Now))).Address);
        Assert.Equal(3, server.Count("LOGIN"));
    }

    [Theory]
    [InlineData("")]
    [InlineData($"&LA={From}")]
    public async Task A_session_that_another_client_of_the_same_keys_has_begun_is_gone_on_with(string fields)
    {
        await using var server = new StubServer(request =>
            request is { Command: "LIST" } && request["SK"] != "newer" ? StubReply.To(request, 20, fields) : StubReply.Friendly(request));
        var (options, keys) = (Guest.Options(server), new Keys());
        options.SessionKeys = keys;
        await using var client = await TqqClient.SignInAsync(options, Now);
        Assert.Equal("key-of-the-session-abc", keys.Load());
        keys.Save("newer");
        Assert.Equal(0, await client.CountFriendsAsync(Now));
        Assert.Equal((1, "newer"), (server.Count("LOGIN"), client.SessionKey));
    }

    private sealed class Keys : ISessionKeyStore
    {
        private string? _key;

        public string? Load() => _key;

        public void Save(string? key) => _key = key;
    }
}
