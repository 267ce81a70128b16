using System.Net.Sockets;
using Tqq.Core.Mail;
using Tqq.Core.Operations;

namespace Tqq.Server.Tests.Wire.Receipts;

/// <summary>
/// Which replies with messages count as received, over real sockets (protocol.md §4): those that the client's TCP has confirmed before the
/// request came that acknowledges them.
/// </summary>
public sealed class CarriedHandoutsTests : ReceiptClients
{
    private static readonly string LongText = new('x', 60_000);

    [Fact]
    public async Task The_next_request_on_the_same_connection_finds_the_reply_confirmed_without_waiting()
    {
        await using var host = await SocketHost.StartAsync(Messenger);
        using var socket = await host.ConnectAsync();
        await socket.SendAsync(Poll(1), Cancel);
        await ReceiveAsync(socket, "hello,");
        var seen = NoteReportsBeforeEachRequest();
        await socket.SendAsync(Poll(2), Cancel);
        await ReceiveAsync(socket, "MG=");
        Assert.Equal([(5, true)], Assert.Single(seen));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_request_on_another_connection_while_a_reply_hangs_acknowledges_nothing(string command)
    {
        Waits(LongText);
        await using var host = await SocketHost.StartAsync(Messenger);
        using var first = await host.ConnectAsync();
        using var second = await host.ConnectAsync();
        await first.SendAsync(Poll(1), Cancel);
        await ReceiveAsync(first);
        Messenger.Answers = _ => Answer.HandedOut.None;
        await second.SendAsync(Request(command, 2), Cancel);
        // Where the thread that sends has not come back from the kernel, the request waits for a moment.
        var reply = ReceiveAsync(second);
        await TurnUntilAsync(host, reply);
        Assert.Contains("RES=0", await reply, StringComparison.Ordinal);
        Reset(first);
        Assert.Equal((5, false), await Messenger.NextReportAsync(Cancel));
    }

    [Fact]
    public async Task A_request_that_was_sent_ahead_on_the_same_connection_acknowledges_nothing_and_the_next_one_does()
    {
        await using var host = await SocketHost.StartAsync(Messenger);
        using var socket = await host.ConnectAsync();
        var seen = new List<(long, bool)[]>();
        Messenger.Answers = _ =>
        {
            host.Time.Advance(TimeSpan.FromMilliseconds(1));
            seen.Add([.. Messenger.TakeReports()]);
            return seen.Count == 1 ? new Answer.HandedOut(5, [new Message(1, MessageKind.FriendRequest, new(10002), "hello", default)])
                : Answer.HandedOut.None;
        };
        await socket.SendAsync((byte[])[.. Poll(1), .. Poll(2)], Cancel);
        await ReceiveAsync(socket, "MG=");
        await socket.SendAsync(Poll(3), Cancel);
        await ReceiveAsync(socket, "MG=");
        Assert.Equal([[], [], [(5, true)]], seen);
    }

    [Fact]
    public async Task About_once_a_second_the_account_is_told_so_that_a_session_that_ends_without_a_request_knows_it()
    {
        await using var host = await SocketHost.StartAsync(Messenger);
        using var socket = await host.ConnectAsync();
        await socket.SendAsync(Poll(1), Cancel);
        await ReceiveAsync(socket, "hello,");
        await host.AwaitConfirmedAsync(new(10001), Cancel);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((5, true), await Messenger.NextReportAsync(Cancel));
        Reset(socket);
        Assert.Equal((5, false), await Messenger.NextReportAsync(Cancel));
    }

    [Fact]
    public async Task A_connection_that_its_client_ends_orderly_has_had_what_is_confirmed()
    {
        await using var host = await SocketHost.StartAsync(Messenger);
        using var socket = await host.ConnectAsync();
        await socket.SendAsync(Poll(1), Cancel);
        await ReceiveAsync(socket, "hello,");
        socket.Shutdown(SocketShutdown.Both);
        Assert.Equal((5, true), await Messenger.NextReportAsync(Cancel));
    }

    [Fact]
    public async Task A_client_that_counts_what_it_has_taken_does_not_wait_and_nothing_is_told_of_what_it_got()
    {
        await using var host = await SocketHost.StartAsync(Messenger);
        using var first = await host.ConnectAsync();
        using var second = await host.ConnectAsync();
        foreach (var socket in new[] { first, second })
        {
            await socket.SendAsync(Request("GetMsgEx", 2, $"&SK={new string('A', 22)}&AK=0"), Cancel);
            Assert.Contains("hello,", await ReceiveAsync(socket), StringComparison.Ordinal);
        }

        await second.SendAsync(Request("List", 3), Cancel);
        await ReceiveAsync(second);
        Assert.Empty(Messenger.TakeReports());
    }
}
