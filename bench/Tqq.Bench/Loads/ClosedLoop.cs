using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tqq.Bench.Loads;

/// <summary>
/// Asks as fast as it is answered, on some connections at once, and counts. One thread goes round all connections, takes a reply and sends
/// the next request, with as few system calls as there can be: it must cost less than the server, or it would be what is measured.
/// </summary>
internal sealed class ClosedLoop : IDisposable
{
    private readonly IPEndPoint _server;
    private readonly bool _keepsAlive;
    private readonly byte[][] _requests;
    private readonly int _seqAt;
    private readonly int _keyAt;
    private readonly Socket[] _sockets;
    private readonly byte[] _reply = new byte[256 * 1024];
    private int _seq = 1000;

    // Never the same again in this process: the next load may ask the same server.
    private static long s_keys;

    /// <param name="server">Where to.</param>
    /// <param name="bodies">
    /// What each connection asks; all with their SEQ at the same place, and so with <see cref="Wire.NewKey"/>, where they have it.
    /// </param>
    /// <param name="keepsAlive">Whether connections are kept; otherwise each request has one of its own.</param>
    public ClosedLoop(IPEndPoint server, IEnumerable<string> bodies, bool keepsAlive = true)
    {
        (_server, _keepsAlive) = (server, keepsAlive);
        _requests = [.. bodies.Select(body => Wire.Post(body, keepsAlive))];
        _seqAt = _requests[0].AsSpan().IndexOf("&SEQ="u8) + 5;
        _keyAt = _requests[0].AsSpan().IndexOf(Encoding.ASCII.GetBytes(Wire.NewKey)) + 4;
        _sockets = [.. _requests.Select(_ => Connect())];
    }

    /// <summary>The length of each request in bytes.</summary>
    public int RequestLength => _requests[0].Length;

    /// <returns>How many replies came, and in what time.</returns>
    public (long Replies, TimeSpan Took) Run(TimeSpan time)
    {
        var count = 0L;
        for (var at = 0; at < _sockets.Length; at++)
            Send(at);
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < time)
        {
            for (var at = 0; at < _sockets.Length; at++)
            {
                Receive(at);
                Send(at);
            }

            count += _sockets.Length;
        }

        var took = watch.Elapsed;
        for (var at = 0; at < _sockets.Length; at++)
            Receive(at);
        return (count, took);
    }

    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
    }

    private Socket Connect()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(_server);
        return socket;
    }

    private void Send(int at)
    {
        if (at == 0)
            _seq = _seq == 9999 ? 1000 : _seq + 1;
        Utf8Formatter.TryFormat(_seq, _requests[at].AsSpan(_seqAt), out _);
        if (_keyAt >= 4)
            Utf8Formatter.TryFormat(++s_keys, _requests[at].AsSpan(_keyAt), out _, new('D', Wire.KeyDigits));
        _sockets[at].Send(_requests[at]);
    }

    private void Receive(int at)
    {
        var length = 0;
        do
        {
            var count = _sockets[at].Receive(_reply.AsSpan(length));
            length += count;
            if (count == 0)
                throw new InvalidOperationException("the server closed: " + Encoding.UTF8.GetString(_reply, 0, length));
        }
        while (!IsWhole(_reply.AsSpan(0, length)));
        if (_keepsAlive)
            return;
        // The server closes first, so that the port can be used again at once.
        while (_sockets[at].Receive(_reply) > 0)
        {
        }

        _sockets[at].Dispose();
        _sockets[at] = Connect();
    }

    private static bool IsWhole(ReadOnlySpan<byte> reply)
    {
        var end = reply.IndexOf("\r\n\r\n"u8);
        if (end < 0 || !Utf8Parser.TryParse(reply[(reply.IndexOf("Content-Length: "u8) + 16)..], out int length, out _)
            || reply.Length < end + 4 + length)
            return false;
        if (reply.IndexOf("&RES=0"u8) < 0 || reply.IndexOf("&RS=1"u8) >= 0)
            throw new InvalidOperationException("unexpected reply: " + Encoding.UTF8.GetString(reply));
        return true;
    }
}
