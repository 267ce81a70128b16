using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tqq.Bench.Polling;

/// <summary>
/// Polls on keep-alive connections and counts. One thread goes round all connections, takes a reply and sends the next request, two system
/// calls each: it must cost less than the server, or it would be what is measured.
/// </summary>
internal sealed class Load : IDisposable
{
    private const int Connections = 32;
    private const int FirstUin = 20_001;

    private readonly (Socket Socket, byte[] Request, int SeqAt)[] _connections;

    /// <param name="server">Where to.</param>
    /// <param name="uins">Who polls; each has a connection of its own.</param>
    public Load(IPEndPoint server, IEnumerable<uint> uins)
    {
        _connections = [.. uins.Select(uin =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Connect(server);
            var request = Request(uin);
            return (socket, request, request.AsSpan().IndexOf("&SEQ="u8) + 5);
        })];
    }

    public static int RequestLength { get; } = Request(FirstUin).Length;

    public static IEnumerable<uint> Uins => Enumerable.Range(FirstUin, Connections).Select(uin => (uint)uin);

    public static byte[] Post(string body) => Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    /// <returns>How many replies came, and in what time.</returns>
    public (long Replies, TimeSpan Took) Run(TimeSpan time)
    {
        var reply = new byte[4096];
        var count = 0L;
        var seq = 1000;
        foreach (var (socket, request, at) in _connections)
            Send(socket, request, at, seq);
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < time)
        {
            seq = seq == 9999 ? 1000 : seq + 1;
            foreach (var (socket, request, at) in _connections)
            {
                Receive(socket, reply);
                Send(socket, request, at, seq);
            }

            count += _connections.Length;
        }

        var took = watch.Elapsed;
        foreach (var (socket, _, _) in _connections)
            Receive(socket, reply);
        return (count, took);
    }

    public void Dispose()
    {
        foreach (var (socket, _, _) in _connections)
            socket.Dispose();
    }

    private static void Send(Socket socket, byte[] request, int seqAt, int seq)
    {
        Utf8Formatter.TryFormat(seq, request.AsSpan(seqAt), out _);
        socket.Send(request);
    }

    private static void Receive(Socket socket, byte[] reply)
    {
        if (socket.Receive(reply) is var length && !reply.AsSpan(0, length).EndsWith("&RES=0&MN=0&MT=&UN=&MG="u8))
            throw new InvalidOperationException("unexpected reply: " + Encoding.UTF8.GetString(reply, 0, length));
    }

    private static byte[] Request(uint uin) => Post($"VER=1.1&CMD=GetMsgEx&SEQ=1000&UIN={uin}");
}
