using System.Net.Sockets;
using System.Text;
using Tqq.Core.Mail;
using Tqq.Core.Operations;

namespace Tqq.Server.Tests.Wire;

/// <summary>
/// What only a real socket shows: replies that the kernel takes piece by piece, clients that do not read,
/// FIN and RST (protocol.md §1.4, §4).
/// </summary>
public sealed class SocketTests
{
    private static readonly byte[] Poll = Post("VER=1.1&CMD=GetMsgEx&SEQ=7&UIN=10001");
    private static readonly byte[] LastPoll =
        Encoding.ASCII.GetBytes("POST / HTTP/1.1\r\nConnection: close\r\nContent-Length: 36\r\n\r\nVER=1.1&CMD=GetMsgEx&SEQ=7&UIN=10001");

    // And less than both sides hold.
    private const int MoreThanAClientHolds = 8_000;
    private static readonly string LongText = new('x', 60_000);

    private readonly ScriptedMessenger _messenger = new() { Answers = _ =>
        new Answer.HandedOut(5, [new Message(1, MessageKind.FriendRequest, new(10002), LongText, default)]) };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static byte[] Post(string body) => Encoding.UTF8.GetBytes($"POST / HTTP/1.1\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    [Fact]
    public async Task A_reply_larger_than_the_sockets_hold_arrives_whole_and_is_received_when_the_next_request_comes()
    {
        await using var host = await SocketHost.StartAsync(_messenger);
        using var socket = await host.ConnectAsync();
        await socket.SendAsync(Poll, Cancel);

        var reply = new StringBuilder();
        var buffer = new byte[4096];
        while (!reply.ToString().EndsWith("x,", StringComparison.Ordinal))
        {
            var count = await socket.ReceiveAsync(buffer, Cancel);
            Assert.NotEqual(0, count);
            reply.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }

        Assert.EndsWith($"RES=0&MN=1&MT=2,&UN=10002,&MG={LongText},", reply.ToString(), StringComparison.Ordinal);
        await socket.SendAsync(Poll, Cancel);
        Assert.Equal((5L, true), await _messenger.NextReportAsync(Cancel));
    }

    [Fact]
    public async Task A_client_that_does_not_read_for_10_seconds_is_dropped_and_its_messages_are_not_received()
    {
        await using var host = await SocketHost.StartAsync(_messenger);
        using var socket = await host.ConnectAsync();
        // Turned before the request has come, the clock would end an idle connection.
        var asked = new TaskCompletionSource();
        var answers = _messenger.Answers;
        _messenger.Answers = operation =>
        {
            asked.TrySetResult();
            return answers(operation);
        };
        await socket.SendAsync(Poll, Cancel);
        await asked.Task.WaitAsync(Cancel);
        var report = _messenger.NextReportAsync(Cancel);
        await TurnUntilAsync(host, report);
        Assert.Equal((5L, false), await report);
    }

    [Fact]
    public async Task Bytes_that_come_behind_a_null_do_not_turn_its_orderly_end_into_a_reset()
    {
        await using var host = await SocketHost.StartAsync(_messenger);
        using var socket = await host.ConnectAsync();
        await socket.SendAsync(Post("VER=1.1&CMD=Nothing&SEQ=7&UIN=10001"), Cancel);
        var buffer = new byte[16];
        Assert.Equal(0, await socket.ReceiveAsync(buffer, Cancel));
        await socket.SendAsync("\r\n\r\n"u8.ToArray(), Cancel);
        Assert.Equal(0, await socket.ReceiveAsync(buffer, Cancel));
        Assert.False(socket.Poll(TimeSpan.Zero, SelectMode.SelectError));
    }

    [Fact]
    public async Task A_connection_closes_after_a_reply_when_the_client_asked_for_it()
    {
        await using var host = await SocketHost.StartAsync(_messenger);
        _messenger.Answers = _ => Answer.HandedOut.None;
        using var socket = await host.ConnectAsync();
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            "POST HTTP/1.1\r\nConnection: close\r\nContent-length: 36\r\n\r\nVER=1.1&CMD=GetMsgEx&SEQ=7&UIN=10001\r\n\r\n"), Cancel);
        var reply = "";
        var buffer = new byte[4096];
        while (await socket.ReceiveAsync(buffer, Cancel) is > 0 and var count)
            reply += Encoding.ASCII.GetString(buffer, 0, count);
        Assert.EndsWith("RES=0&MN=0&MT=&UN=&MG=", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_kernel_holds_of_a_last_reply_is_handed_out_again_when_the_client_takes_none_of_it_for_10_seconds()
    {
        await using var host = await SocketHost.StartAsync(_messenger);
        _messenger.Answers = _ =>
            new Answer.HandedOut(5, [new Message(1, MessageKind.FriendRequest, new(10002), LongText[..MoreThanAClientHolds], default)]);
        using var socket = await host.ConnectAsync();
        await socket.SendAsync(LastPoll, Cancel);
        socket.Shutdown(SocketShutdown.Send);
        await host.AwaitWrittenAsync(new(10001), Cancel);
        var report = _messenger.NextReportAsync(Cancel);
        await TurnUntilAsync(host, report);
        Assert.Equal((5L, false), await report);
        await Assert.ThrowsAsync<SocketException>(() => ReadAllAsync(socket));
    }

    [Fact]
    public async Task A_client_that_takes_a_last_reply_slowly_gets_all_of_it_and_an_orderly_end()
    {
        await using var host = await SocketHost.StartAsync(_messenger);
        using var socket = await host.ConnectAsync();
        await socket.SendAsync(LastPoll, Cancel);
        socket.Shutdown(SocketShutdown.Send);

        var (buffer, sum) = (new byte[2000], 0);
        while (await socket.ReceiveAsync(buffer, Cancel) is > 0 and var count)
        {
            sum += count;
            host.Time.Advance(TimeSpan.FromSeconds(count / 2000.0));
        }

        Assert.InRange(sum, LongText.Length, LongText.Length + 1000);
        Assert.Equal((5L, true), await _messenger.NextReportAsync(Cancel));
        Assert.Empty(_messenger.TakeReports());
    }

    private static async Task<int> ReadAllAsync(Socket socket)
    {
        var (buffer, sum) = (new byte[4096], 0);
        while (await socket.ReceiveAsync(buffer, Cancel) is > 0 and var count)
            sum += count;
        return sum;
    }

    private static async Task TurnUntilAsync(SocketHost host, Task<(long, bool)> report)
    {
        while (!report.IsCompleted)
        {
            Cancel.ThrowIfCancellationRequested();
            host.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
