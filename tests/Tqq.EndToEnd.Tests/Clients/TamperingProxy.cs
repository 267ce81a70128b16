using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tqq.EndToEnd.Tests.Clients;

/// <summary>
/// Stands between clients and the server and changes bodies of replies; for clients that take a connection for each request.
/// </summary>
public sealed class TamperingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _server;
    private readonly Func<string, string> _tamper;
    private readonly Task _accepting;

    /// <param name="server">The server.</param>
    /// <param name="tamper">The body of a reply as it is, to the body as it shall be; called by one at a time.</param>
    public TamperingProxy(IPEndPoint server, Func<string, string> tamper)
    {
        (_server, _tamper) = (server, tamper);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
    }

    // One after the other: whoever waits stands in the listener's queue.
    private async Task AcceptAsync()
    {
        try
        {
            for (; ; )
            {
                using var client = await _listener.AcceptSocketAsync();
                await RelayAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener is closed.
        }
    }

    private async Task RelayAsync(Socket client)
    {
        // Who only looks whether somebody is there says nothing.
        if (await ReadAsync(client) is not { Length: > 0 } request)
            return;
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await server.ConnectAsync(_server);
        await server.SendAsync(request);
        var reply = Encoding.UTF8.GetString(await ReadAsync(server));
        var at = reply.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        if (at < 4)
            return;
        var body = _tamper(reply[at..]);
        await client.SendAsync(Encoding.UTF8.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}"));
    }

    // A head and as much body as it announces; less where the other end is gone.
    private static async Task<byte[]> ReadAsync(Socket socket)
    {
        var bytes = new List<byte>();
        var buffer = new byte[8192];
        while (!IsWhole(Encoding.Latin1.GetString([.. bytes])))
        {
            var count = await socket.ReceiveAsync(buffer);
            if (count == 0)
                break;
            bytes.AddRange(buffer.AsSpan(0, count));
        }

        return [.. bytes];
    }

    private static bool IsWhole(string block)
    {
        var end = block.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var length = end < 0 ? null : block[..end].Split("\r\n").Single(line =>
            line.StartsWith("Content-Length: ", StringComparison.Ordinal))[16..];
        return length is not null && block.Length >= end + 4 + int.Parse(length, CultureInfo.InvariantCulture);
    }
}
