using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tqq.Bench;

/// <summary>Polls on keep-alive connections, closed loop, and counts.</summary>
internal static class Load
{
    private const int Connections = 32;
    private const int FirstUin = 20_001;

    private static readonly byte[] Sample = Request(FirstUin, 1000);

    public static int RequestLength => Sample.Length;

    public static IEnumerable<int> Uins => Enumerable.Range(FirstUin, Connections);

    /// <returns>Replies a second.</returns>
    public static async Task<double> PollAsync(IPEndPoint server, TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Uins.Select(uin => Task.Run(() => PollOne(server, uin, watch, time))));
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }

    public static byte[] Post(string body) => Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    private static byte[] Request(int uin, int seq) => Post($"VER=1.1&CMD=GetMsgEx&SEQ={seq}&UIN={uin}");

    private static async Task<long> PollOne(IPEndPoint server, int uin, Stopwatch watch, TimeSpan time)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server);
        var reply = new byte[4096];
        var count = 0L;
        for (var seq = 1000; watch.Elapsed < time; seq = seq == 9999 ? 1000 : seq + 1, count++)
        {
            await socket.SendAsync(Request(uin, seq));
            if (await socket.ReceiveAsync(reply) is var length && !reply.AsSpan(0, length).EndsWith("&RES=0&MN=0&MT=&UN=&MG="u8))
                throw new InvalidOperationException("unexpected reply: " + Encoding.UTF8.GetString(reply, 0, length));
        }

        return count;
    }
}
