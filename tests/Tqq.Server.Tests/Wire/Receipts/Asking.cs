using System.Net.Sockets;
using System.Text;

namespace Tqq.Server.Tests.Wire.Receipts;

/// <summary>Clients of account 10001 that ask once, each on a connection of its own.</summary>
internal static class Asking
{
    /// <summary>Sends a request.</summary>
    public static async Task<Socket> AskAsync(this SocketHost host, string command, int seq, CancellationToken cancellationToken,
        string fields = "")
    {
        var socket = await host.ConnectAsync();
        var body = $"VER=1.1&CMD={command}&SEQ={seq}&UIN=10001{fields}";
        await socket.SendAsync(Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nContent-Length: {body.Length}\r\n\r\n{body}"),
            cancellationToken);
        return socket;
    }

    /// <summary>Polls, and reads nothing: a reply that does not fit into the client's kernel is not confirmed.</summary>
    public static async Task<Socket> AskWithoutReadingAsync(this SocketHost host, CancellationToken cancellationToken)
    {
        var socket = await host.AskAsync("GetMsgEx", 1, cancellationToken);
        await host.AwaitWrittenAsync(new(10001), cancellationToken);
        return socket;
    }

    /// <summary>Reads until what has come ends so.</summary>
    public static async Task<string> ReadToAsync(this Socket socket, string ending, CancellationToken cancellationToken)
    {
        var (all, buffer) = (new StringBuilder(), new byte[4096]);
        while (!all.ToString().EndsWith(ending, StringComparison.Ordinal))
        {
            var count = await socket.ReceiveAsync(buffer, cancellationToken);
            Assert.True(count > 0, $"ended behind '{all}'");
            all.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return all.ToString();
    }
}
