using System.Net.Sockets;
using System.Text;
using Tqq.Core.Mail;
using Tqq.Core.Operations;

namespace Tqq.Server.Tests.Wire.Receipts;

/// <summary>
/// Which replies with messages count as received, over real sockets (protocol.md §4): those that the client's TCP has confirmed before the
/// request came that acknowledges them.
/// </summary>
public sealed class CarriedHandoutsTests
{
    private static readonly string LongText = new('x', 60_000);

    // More than a client that does not read holds, and less than both sides hold.
    private static readonly string MediumText = new('x', 8_000);

    private readonly ScriptedMessenger _messenger = new();

    public CarriedHandoutsTests() => Waits("hello");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Commands => ["GetMsgEx", "List", "Login", "Logout", "CLTMSG"];

    private void Waits(string text) => _messenger.Answers = _ =>
        new Answer.HandedOut(5, [new Message(1, MessageKind.FriendRequest, new(10002), text, default)]);

    private static byte[] Request(string command, int seq, string fields = "", int uin = 10001)
    {
        fields += command switch { "Login" => "&PS=0123456789abcdef0123456789abcdef&LC=9326B87B234E7235", "CLTMSG" =>
            "&UN=10002&MG=hi", _ => "" };
        var body = $"VER=1.1&CMD={command}&SEQ={seq}&UIN={uin}{fields}";
        return Encoding.UTF8.GetBytes($"POST / HTTP/1.1\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    private static byte[] Poll(int seq) => Request("GetMsgEx", seq);

    private static async Task<string> ReceiveAsync(Socket socket, string ending = "")
    {
        var (all, buffer) = (new StringBuilder(), new byte[4096]);
        do
            all.Append(Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, Cancel)));
        while (!all.ToString().EndsWith(ending, StringComparison.Ordinal));
        return all.ToString();
    }

    // The messenger answers at once from here on; what had been reported until each request was executed comes back.
    private List<(long, bool)[]> NoteReportsBeforeEachRequest()
    {
        var (reports, seen) = (new List<(long, bool)>(), new List<(long, bool)[]>());
        _messenger.Answers = _ =>
        {
            reports.AddRange(_messenger.TakeReports());
            seen.Add([.. reports]);
            return Answer.HandedOut.None;
        };
        return seen;
    }

    private static void Reset(Socket socket)
    {
        socket.LingerState = new(true, 0);
        socket.Dispose();
    }

    private static async Task<TimeSpan> TurnUntilAsync(SocketHost host, Task reply)
    {
        await using var other = new NetworkStream(await host.ConnectAsync(), ownsSocket: true);
        return await host.TurnUntilAsync(reply, other, Cancel);
    }

    [Fact]
    public async Task The_next_request_on_the_same_connection_finds_the_reply_confirmed_without_waiting()
    {
        await using var host = await SocketHost.StartAsync(_messenger);
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
        await using var host = await SocketHost.StartAsync(_messenger);
        using var first = await host.ConnectAsync();
        using var second = await host.ConnectAsync();
        await first.SendAsync(Poll(1), Cancel);
        await ReceiveAsync(first);
        _messenger.Answers = _ => Answer.HandedOut.None;
        await second.SendAsync(Request(command, 2), Cancel);
        // Where the thread that sends has not come back from the kernel, the request waits for a moment.
        var reply = ReceiveAsync(second);
        await TurnUntilAsync(host, reply);
        Assert.Contains("RES=0", await reply, StringComparison.Ordinal);
        Reset(first);
        Assert.Equal((5, false), await _messenger.NextReportAsync(Cancel));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_request_waits_250_ms_for_the_confirmation_and_acknowledges_nothing_where_it_does_not_come(string command)
    {
        Waits(MediumText);
        await using var host = await SocketHost.StartAsync(_messenger);
        using var first = await host.ConnectAsync();
        using var second = await host.ConnectAsync();
        await first.SendAsync(Poll(1), Cancel);
        await host.AwaitWrittenAsync(new(10001), Cancel);
        _messenger.Answers = _ => Answer.HandedOut.None;
        await second.SendAsync(Request(command, 2), Cancel);
        Assert.True(await TurnUntilAsync(host, ReceiveAsync(second)) >= TimeSpan.FromMilliseconds(250));
        Assert.Empty(_messenger.TakeReports());
    }

    [Fact]
    public async Task A_confirmation_that_comes_within_250_ms_acknowledges()
    {
        Waits(MediumText);
        await using var host = await SocketHost.StartAsync(_messenger);
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
        await using var host = await SocketHost.StartAsync(_messenger);
        using var first = await host.ConnectAsync();
        await first.SendAsync(Poll(1), Cancel);
        await host.AwaitWrittenAsync(new(10001), Cancel);
        _messenger.Answers = _ => Answer.HandedOut.None;
        var others = await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => host.ConnectAsync()));
        foreach (var (at, other) in others.Index())
            await other.SendAsync(Poll(2 + at), Cancel);
        // The clock stands still.
        await Task.WhenAny(others.Select(other => ReceiveAsync(other)));
        Assert.Empty(_messenger.TakeReports());
        foreach (var other in others)
            other.Dispose();
    }

    [Fact]
    public async Task A_request_that_was_sent_ahead_on_the_same_connection_acknowledges_nothing_and_the_next_one_does()
    {
        await using var host = await SocketHost.StartAsync(_messenger);
        using var socket = await host.ConnectAsync();
        var seen = new List<(long, bool)[]>();
        _messenger.Answers = _ =>
        {
            host.Time.Advance(TimeSpan.FromMilliseconds(1));
            seen.Add([.. _messenger.TakeReports()]);
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
        await using var host = await SocketHost.StartAsync(_messenger);
        using var socket = await host.ConnectAsync();
        await socket.SendAsync(Poll(1), Cancel);
        await ReceiveAsync(socket, "hello,");
        await host.AwaitConfirmedAsync(new(10001), Cancel);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((5, true), await _messenger.NextReportAsync(Cancel));
        Reset(socket);
        Assert.Equal((5, false), await _messenger.NextReportAsync(Cancel));
    }

    [Fact]
    public async Task A_connection_that_its_client_ends_orderly_has_had_what_is_confirmed()
    {
        await using var host = await SocketHost.StartAsync(_messenger);
        using var socket = await host.ConnectAsync();
        await socket.SendAsync(Poll(1), Cancel);
        await ReceiveAsync(socket, "hello,");
        socket.Shutdown(SocketShutdown.Both);
        Assert.Equal((5, true), await _messenger.NextReportAsync(Cancel));
    }

    [Fact]
    public async Task A_request_that_overtakes_the_reset_of_the_connection_that_carried_messages_waits_for_it()
    {
        await using var host = await SocketHost.StartAsync(_messenger);
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
        await using var host = await SocketHost.StartAsync(_messenger);
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

    [Fact]
    public async Task A_client_that_counts_what_it_has_taken_does_not_wait_and_nothing_is_told_of_what_it_got()
    {
        await using var host = await SocketHost.StartAsync(_messenger);
        using var first = await host.ConnectAsync();
        using var second = await host.ConnectAsync();
        foreach (var socket in new[] { first, second })
        {
            await socket.SendAsync(Request("GetMsgEx", 2, $"&SK={new string('A', 22)}&AK=0"), Cancel);
            Assert.Contains("hello,", await ReceiveAsync(socket), StringComparison.Ordinal);
        }

        await second.SendAsync(Request("List", 3), Cancel);
        await ReceiveAsync(second);
        Assert.Empty(_messenger.TakeReports());
    }
}
