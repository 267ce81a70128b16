using System.Net;
using System.Net.Sockets;

namespace Tqq.EndToEnd.Tests.Running;

/// <summary>A client whose connection breaks inside a reply.</summary>
public static class CutSocket
{
    /// <summary>Sends a request, takes so many bytes of what comes back and breaks the connection; what came is returned.</summary>
    /// <param name="endpoint">Where to.</param>
    /// <param name="request">What to send.</param>
    /// <param name="bytes">How many bytes get through; fewer where the server ends before.</param>
    /// <param name="resets">Whether the break is a reset; otherwise the client just closes.</param>
    /// <param name="from">The client's own address, where it matters.</param>
    public static async Task<byte[]> ExchangeAsync(IPEndPoint endpoint, byte[] request, int bytes, bool resets, IPAddress? from = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        if (from is not null)
            socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(endpoint, patience.Token);
        await socket.SendAsync(request, patience.Token);
        var reply = new byte[bytes];
        var count = 0;
        // At the first byte that does not get through there is something to get: a reply is on its way.
        while (count < bytes && await socket.ReceiveAsync(reply.AsMemory(count), patience.Token) is > 0 and var more)
            count += more;
        if (bytes == 0)
            await socket.ReceiveAsync(new byte[1], SocketFlags.Peek, patience.Token);
        if (resets)
            socket.LingerState = new(true, 0);
        return reply[..count];
    }
}
