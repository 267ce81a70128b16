using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tqq.EndToEnd.Tests.Running;

/// <summary>Bytes out, bytes in, over a socket of their own.</summary>
public static class RawSocket
{
    /// <summary>The article's own probe: no target, no Host, `Content-length`, and a CR LF CR LF behind the body.</summary>
    public static byte[] LegacyRequest(byte[] body, bool namesTarget = false) =>
        [.. Encoding.ASCII.GetBytes(
            $"POST {(namesTarget ? "/ " : "")}HTTP/1.1\r\nContent-length: {body.Length}\r\nConnection: close\r\n\r\n"), .. body,
            .. "\r\n\r\n"u8];

    /// <summary>
    /// Sends everything and reads until the server ends. A reset is an exception, so an orderly end is part of what is tested.
    /// </summary>
    /// <param name="endpoint">Where to.</param>
    /// <param name="request">What to send.</param>
    /// <param name="from">The client's own address, where it matters.</param>
    public static async Task<byte[]> ExchangeAsync(IPEndPoint endpoint, byte[] request, IPAddress? from = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        if (from is not null)
            socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(endpoint, patience.Token);
        await socket.SendAsync(request, patience.Token);
        var reply = new MemoryStream();
        var buffer = new byte[8192];
        while (await socket.ReceiveAsync(buffer, patience.Token) is > 0 and var count)
            reply.Write(buffer, 0, count);
        return reply.ToArray();
    }
}
