using System.Net.Sockets;
using System.Text;
using Tqq.Core.Mail;
using Tqq.Core.Operations;

namespace Tqq.Server.Tests.Wire;

/// <summary>A client that lost messages with their connection speaks on another one, before the server has heard of the first one's end (protocol.md §4).</summary>
public sealed class HandoutCarrierTests
{
    private readonly ScriptedMessenger _messenger = new() { Answers = _ => new Answer.HandedOut(5, [new Message(1, MessageKind.Text, new(10002), "hello", default)]) };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static byte[] Poll(int seq, string fields = "", int uin = 10001)
    {
        var body = $"VER=1.1&CMD=GetMsgEx&SEQ={seq}&UIN={uin}{fields}";
        return Encoding.UTF8.GetBytes($"POST / HTTP/1.1\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    private static async Task<string> ReceiveAsync(Socket socket)
    {
        var buffer = new byte[4096];
        return Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, Cancel));
    }

    private static async Task<(Socket First, Socket Second)> HandOutAsync(SocketHost host)
    {
        var (first, second) = (await host.ConnectAsync(), await host.ConnectAsync());
        await first.SendAsync(Poll(1), Cancel);
        Assert.Contains("hello", await ReceiveAsync(first), StringComparison.Ordinal);
        return (first, second);
    }

    [Fact]
    public async Task A_request_that_overtakes_the_reset_of_the_connection_that_carried_messages_waits_for_it()
    {
        await using var host = await SocketHost.StartAsync(_messenger);
        var (first, second) = await HandOutAsync(host);
        using var left = second;
        var broken = false;
        var hadHeard = new List<bool>();
        _messenger.Answers = _ =>
        {
            broken |= _messenger.TakeReports().Contains((5, false));
            hadHeard.Add(broken);
            return Answer.HandedOut.None;
        };
        await second.SendAsync(Poll(2), Cancel);
        // Somebody else, so that the other request has been looked at.
        using (var other = await host.ConnectAsync())
        {
            await other.SendAsync(Poll(1, uin: 10002), Cancel);
            await ReceiveAsync(other);
        }

        first.LingerState = new(true, 0);
        first.Dispose();
        Assert.Contains("MN=0", await ReceiveAsync(second), StringComparison.Ordinal);
        Assert.Equal([false, true], hadHeard);
    }

    [Fact]
    public async Task It_waits_for_a_moment_only()
    {
        await using var host = await SocketHost.StartAsync(_messenger);
        var (first, second) = await HandOutAsync(host);
        using var held = first;
        using var left = second;
        await second.SendAsync(Poll(2), Cancel);
        var reply = ReceiveAsync(second);
        // Somebody else asks in between, so that time does not run away from a server that is slow to look: other limits would pass, too.
        using var other = await host.ConnectAsync();
        for (var seq = 1; !reply.IsCompleted; seq++)
        {
            await other.SendAsync(Poll(seq, uin: 10002), Cancel);
            await ReceiveAsync(other);
            host.Time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.Contains("hello", await reply, StringComparison.Ordinal);
        Assert.DoesNotContain((5, false), _messenger.TakeReports());
    }

    [Fact]
    public async Task A_client_that_counts_what_it_has_taken_does_not_wait()
    {
        await using var host = await SocketHost.StartAsync(_messenger);
        var (first, second) = await HandOutAsync(host);
        using var held = first;
        using var left = second;
        await second.SendAsync(Poll(2, $"&SK={new string('A', 32)}&AK=0"), Cancel);
        Assert.Contains("hello", await ReceiveAsync(second), StringComparison.Ordinal);
    }
}
