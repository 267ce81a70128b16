using Tqq.Client.Tests.Serving;

namespace Tqq.Client.Tests.Reading;

/// <summary>Somebody looks while somebody reads.</summary>
public sealed class PeekBesideReadTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_peek_beside_a_read_doubles_nothing()
    {
        var (polled, gate, isTaken) = (new TaskCompletionSource(), new TaskCompletionSource(), false);
        // As a server does: what no request has acknowledged is handed out again.
        await using var server = new StubServer(request =>
        {
            isTaken |= request["AK"].StartsWith("1.", StringComparison.Ordinal);
            if (request.Command != "GETMSGEX" || isTaken)
                return StubReply.Friendly(request);
            polled.TrySetResult();
            return StubReply.To(request, 0, "&MN=1&MT=9,&UN=1,&MG=a ,") with { Gate = gate.Task };
        });
        await using var client = await Guest.SignInAsync(server);
        using var enough = new CancellationTokenSource();
        List<Incoming> read = [];
        var reading = Task.Run(async () =>
        {
            await foreach (var item in client.ReadAsync(enough.Token))
            {
                read.Add(item);
                client.Settle(item);
            }
        }, Now);
        await polled.Task.WaitAsync(Now);
        var peeking = client.PeekAsync(Now);
        gate.SetResult();
        await peeking;
        while (server.Count("GETMSGEX") < 4)
            await client.CountFriendsAsync(Now);
        await enough.CancelAsync();
        await reading;
        Assert.Equal([new Incoming.Message(1, "a")], read);
    }
}
