using System.Net;
using System.Net.Sockets;
using System.Text;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Durability;

/// <summary>SIGTERM ends the server though connections are open, and replies under way that would take an hour.</summary>
public sealed class TermTests
{
    // The server gives itself 4 s, and promises 5. Without that it would not end within the hour, so this tells the two apart on a
    // machine that is twelve times too slow.
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_ends_with_0_within_its_grace_and_what_is_held_back_is_answered_at_once()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await RunningServer.StartAsync(directory.At("data"), "--penalty", "1h", "--rate-message", "1/60s burst 1",
            "--session-timeout", "2h");
        var (me, other) = (await server.AddOnlineAsync(), await server.AddOnlineAsync());
        Assert.Equal("0&", await me.ResultAsync("CLTMSG", $"&UN={other.Uin}&MG=first"));
        var heldBack = me.ResultAsync("CLTMSG", $"&UN={other.Uin}&MG=second");

        var body = other.Body("List");
        using var kept = await ConnectAsync(server.Wire, $"POST / HTTP/1.1\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        Assert.EndsWith("RES=20", await ReceiveAsync(kept), StringComparison.Ordinal);
        using var silent = await ConnectAsync(server.Wire, "");
        using var half = await ConnectAsync(server.Wire, "POST / HTTP/1.1\r\nContent-Le");
        using var halfBody = await ConnectAsync(server.Wire, "POST / HTTP/1.1\r\nContent-Length: 99\r\n\r\nVER=1.1");
        var web = new IPEndPoint(IPAddress.Loopback, server.Web.Port);
        using var webKept = await ConnectAsync(web, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200", await ReceiveAsync(webKept), StringComparison.Ordinal);
        using var webHalf = await ConnectAsync(web,
            "PATCH /admin/api/v1/accounts/10001 HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{");
        // More than all buffers on the way hold: this client is owed replies and takes none.
        using var deaf = await ConnectAsync(server.Wire, "", receiveBuffer: 4096);
        var requests =
            deaf.SendAsync(
            Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"POST / HTTP/1.1\r\nContent-Length: {body.Length}\r\n\r\n{body}",
            4000))), Cancelled).AsTask();

        // Whoever was asked in the meantime has been answered, so the text before is under way for long.
        Assert.Equal([$"9 {me.Uin} first "], await other.FetchAsync());
        Assert.False(heldBack.IsCompleted);
        var (exitCode, took) = await server.TerminateAsync();
        Assert.Equal((0, "3"), (exitCode, await heldBack));
        Assert.InRange(took, TimeSpan.Zero, s_limit);
        Assert.DoesNotContain("error", server.Log, StringComparison.OrdinalIgnoreCase);
        await requests.ContinueWith(_ => { }, TaskScheduler.Default);
        foreach (var socket in new[] { kept, silent })
            Assert.Equal("", await ReceiveAsync(socket));
    }

    private static async Task<Socket> ConnectAsync(IPEndPoint endpoint, string bytes, int? receiveBuffer = null)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        if (receiveBuffer is { } size)
            socket.ReceiveBufferSize = size;
        await socket.ConnectAsync(endpoint, Cancelled);
        await socket.SendAsync(Encoding.ASCII.GetBytes(bytes), Cancelled);
        return socket;
    }

    private static async Task<string> ReceiveAsync(Socket socket)
    {
        var buffer = new byte[8192];
        return Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, Cancelled));
    }
}
