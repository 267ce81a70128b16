using Microsoft.Extensions.Time.Testing;
using Tqq.Client.Tests.Serving;

namespace Tqq.Client.Tests.Calls;

/// <summary>Cancellation, the heartbeat, and the end of a client.</summary>
public sealed partial class SurvivalTests
{
    [Fact]
    public async Task Cancellation_is_honoured_while_a_reply_is_held_back()
    {
        TaskCompletionSource gate = new(), asked = new();
        await using var server = Odd("LIST", (request, count) =>
        {
            asked.TrySetResult();
            return count == 1 ? StubReply.To(request, 0, "&FN=1") with { Gate = gate.Task } : null;
        });
        await using var client = await Guest.SignInAsync(server);
        using var impatience = new CancellationTokenSource();
        var call = client.CountFriendsAsync(impatience.Token);
        var waiting = client.CountFriendsAsync(impatience.Token);
        await asked.Task.WaitAsync(Now);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        gate.SetResult();
        Assert.Equal(0, await client.CountFriendsAsync(Now));
    }

    [Fact]
    public async Task The_heartbeat_goes_on_when_nobody_asks_anything()
    {
        var beats = new SemaphoreSlim(0);
        await using var server = new StubServer(request =>
        {
            if (request.Command == "LIST")
                beats.Release();
            return request.Command == "LOGIN" ? StubReply.To(request, 0, "&RS=0&HI=20&LI=300&SK=k") : StubReply.Friendly(request);
        });
        await using var client = await Guest.SignInAsync(server);
        for (var beat = 0; beat < 3; beat++)
            await beats.WaitAsync(Now);
    }

    [Fact]
    public async Task The_heartbeat_does_not_sign_in_again_who_has_signed_out()
    {
        var time = new FakeTimeProvider();
        await using var server = new StubServer(StubReply.Friendly);
        var options = Guest.Options(server);
        options.TimeProvider = time;
        await using var client = await TqqClient.SignInAsync(options, Now);
        await client.SignOutAsync(Now);
        time.Advance(client.Heartbeat);
        await client.RemoveFriendAsync(10002, Now);
        Assert.Equal(["LOGIN", "LOGOUT", "DELFROMLIST"], server.Requests.Select(request => request.Command));
    }

    [Fact]
    public async Task Calls_that_are_under_way_when_the_client_ends_end_too()
    {
        var (asked, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = Odd("LIST", (request, _) =>
        {
            asked.TrySetResult();
            return StubReply.To(request, 0, "&FN=1") with { Gate = gate.Task };
        });
        var options = Guest.Options(server);
        (options.TimeProvider, options.SignOutTimeout) = (TimeProvider.System, TimeSpan.FromMilliseconds(1));
        var client = await TqqClient.SignInAsync(options, Now);
        Task[] calls = [client.CountFriendsAsync(Now), client.CountFriendsAsync(Now)];
        await asked.Task.WaitAsync(Now);
        await client.DisposeAsync();
        var ends = await Task.WhenAll(calls.Select(call =>
            Record.ExceptionAsync(() => call.WaitAsync(TimeSpan.FromSeconds(5), Now)).AsTask()));
        gate.SetResult();
        Assert.All(ends, end => Assert.IsType<ObjectDisposedException>(end));
        Assert.Equal(1, server.Count("LIST"));
    }

    [Fact]
    public async Task After_its_end_a_client_says_so()
    {
        await using var server = new StubServer(StubReply.Friendly);
        var client = await Guest.SignInAsync(server);
        await client.DisposeAsync();
        await client.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.CountFriendsAsync(Now));
    }
}
