using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Ledgers;

/// <summary>One request of a client of 2005 on a connection of its own, and exactly what became of it.</summary>
/// <param name="Sight">What the client saw.</param>
/// <param name="Body">The body of a whole reply; otherwise empty.</param>
public readonly record struct Exchange(Sight Sight, string Body)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);
    private const string Head =
        "HTTP/1.1 200 OK\r\nServer: tencent imserver/1.0.0\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Length: ";

    /// <summary>What stands behind `RES=`, up to the next field; null where there was no whole reply.</summary>
    public string? Result => Body.Split("&RES=", 2) is [_, var rest] ? rest.Split('&')[0] : null;

    /// <summary>Sends a body and reads until the server ends. Nothing that the server or the network does is an exception.</summary>
    public static async Task<Exchange> AskAsync(IPEndPoint server, string body)
    {
        using var patience = new CancellationTokenSource(s_patience);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var reply = new MemoryStream();
        var isReset = false;
        var isConnected = false;
        try
        {
            await socket.ConnectAsync(server, patience.Token);
            isConnected = true;
            await socket.SendAsync(RawSocket.LegacyRequest(Encoding.UTF8.GetBytes(body)), patience.Token);
            var buffer = new byte[8192];
            while (await socket.ReceiveAsync(buffer, patience.Token) is > 0 and var count)
                reply.Write(buffer, 0, count);
        }
        catch (SocketException)
        {
            isReset = true;
        }
        catch (OperationCanceledException)
        {
            return new(Sight.TooLate, "");
        }

        return isConnected ? Judge(reply.ToArray(), isReset) : new(Sight.NobodyThere, "");
    }

    private static Exchange Judge(byte[] bytes, bool isReset)
    {
        if (bytes.Length == 0)
            return new(isReset ? Sight.Reset : Sight.Closed, "");
        var text = Encoding.UTF8.GetString(bytes);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (!Head.StartsWith(text[..Math.Min(Head.Length, text.Length)], StringComparison.Ordinal))
            return new(Sight.Wrong, "");
        if (end < 0)
            return new(Sight.Torn, "");
        if (!int.TryParse(text[Head.Length..end], NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            return new(Sight.Wrong, "");
        return (bytes.Length - end - 4 - length) switch
        {
            < 0 => new(Sight.Torn, ""),
            > 0 => new(Sight.Wrong, ""),
            _ => new(isReset ? Sight.WholeThenReset : Sight.Whole, text[(end + 4)..]),
        };
    }
}
