using Tqq.Core.Operations;

namespace Tqq.Server.Tests.Wire.Receipts;

/// <summary>
/// A request that comes before its client's TCP has confirmed the last reply waits for that a moment, so that nothing is handed out again
/// that was received (protocol.md §4).
/// </summary>
public sealed class LateReceiptTests : ReceiptClients
{
    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_request_waits_250_ms_for_the_confirmation_and_acknowledges_nothing_where_it_does_not_come(string command)
    {
        Waits(MediumText);
        await using var host = await SocketHost.StartAsync(Messenger);
        using var first = await host.ConnectAsync();
        using var second = await host.ConnectAsync();
        await first.SendAsync(Poll(1), Cancel);
        await host.AwaitWrittenAsync(new(10001), Cancel);
        Messenger.Answers = _ => Answer.HandedOut.None;
        await second.SendAsync(Request(command, 2), Cancel);
        Assert.True(await TurnUntilAsync(host, ReceiveAsync(second)) >= TimeSpan.FromMilliseconds(250));
        Assert.Empty(Messenger.TakeReports());
    }

    [Fact]
    public async Task A_confirmation_that_comes_within_250_ms_acknowledges()
    {
        Waits(MediumText);
        await using var host = await SocketHost.StartAsync(Messenger);
        using var first = await host.ConnectAsync();
        using var second = await host.ConnectAsync();
        await first.SendAsync(Poll(1), Cancel);
        await host.AwaitWrittenAsync(new(10001), Cancel);
        await second.SendAsync(Poll(2), Cancel);
        var seen = NoteReportsBeforeEachRequest();
        await ReceiveAsync(first, "x,");
        await host.AwaitConfirmedAsync(new(10001), Cancel);
        await TurnUntilAsync(host, ReceiveAsync(second));
        Assert.Contains(seen, reports => reports.Contains((5, true)));
    }

    [Fact]
    public async Task At_most_eight_requests_of_an_account_wait_at_a_time()
    {
        Waits(MediumText);
        await using var host = await SocketHost.StartAsync(Messenger);
        using var first = await host.ConnectAsync();
        await first.SendAsync(Poll(1), Cancel);
        await host.AwaitWrittenAsync(new(10001), Cancel);
        Messenger.Answers = _ => Answer.HandedOut.None;
        var others = await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => host.ConnectAsync()));
        foreach (var (at, other) in others.Index())
            await other.SendAsync(Poll(2 + at), Cancel);
        // The clock stands still.
        await Task.WhenAny(others.Select(other => ReceiveAsync(other)));
        Assert.Empty(Messenger.TakeReports());
        foreach (var other in others)
            other.Dispose();
    }

    [Fact]
    public async Task A_request_that_overtakes_the_reset_of_the_connection_that_carried_messages_waits_for_it()
    {
        await using var host = await SocketHost.StartAsync(Messenger);
        using var first = await host.ConnectAsync();
        using var second = await host.ConnectAsync();
        await first.SendAsync(Poll(1), Cancel);
        await ReceiveAsync(first, "hello,");
        await host.AwaitWrittenAsync(new(10001), Cancel);
        var seen = NoteReportsBeforeEachRequest();
        await second.SendAsync(Poll(2), Cancel);
        // Somebody else, so that the other request has been looked at.
        using (var other = await host.ConnectAsync())
        {
            await other.SendAsync(Request("List", 1, uin: 10002), Cancel);
            await ReceiveAsync(other);
        }

        Reset(first);
        Assert.Contains("MN=0", await ReceiveAsync(second), StringComparison.Ordinal);
        Assert.Equal([[], [(5, false)]], seen);
    }

    [Fact]
    public async Task It_waits_for_a_moment_only()
    {
        await using var host = await SocketHost.StartAsync(Messenger);
        using var first = await host.ConnectAsync();
        using var second = await host.ConnectAsync();
        await first.SendAsync(Poll(1), Cancel);
        await ReceiveAsync(first, "hello,");
        await host.AwaitWrittenAsync(new(10001), Cancel);
        var seen = NoteReportsBeforeEachRequest();
        await second.SendAsync(Poll(2), Cancel);
        Assert.True(await TurnUntilAsync(host, ReceiveAsync(second)) >= TimeSpan.FromMilliseconds(100));
        Assert.Contains(seen, reports => reports.Contains((5, true)));
    }

    // More than a client that does not read holds, and less than both sides hold.
    private static readonly string MediumText = new('x', 8_000);
}
