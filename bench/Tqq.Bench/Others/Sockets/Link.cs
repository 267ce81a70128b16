using System.Net;
using System.Net.Sockets;

namespace Tqq.Bench.Others.Sockets;

/// <summary>
/// A connection and what has come on it and not been used yet. One reader and one writer at a time; allocates
/// nothing once its buffer is large enough.
/// </summary>
internal sealed class Link : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[4096];
    private int _from;
    private int _to;

    /// <summary>What has come. Good until the next call.</summary>
    public ReadOnlySpan<byte> Unused => _buffer.AsSpan(_from, _to - _from);

    /// <summary>Opens one.</summary>
    public static async Task<Link> OpenAsync(IPEndPoint server)
    {
        var link = new Link();
        await link._socket.ConnectAsync(server);
        return link;
    }

    /// <summary>Sends all of it.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[await _socket.SendAsync(bytes)..];
    }

    /// <summary>The first so many bytes of what has come are done with.</summary>
    public void Use(int count)
    {
        _from += count;
        if (_from == _to)
            _from = _to = 0;
    }

    /// <summary>Waits for more.</summary>
    /// <exception cref="IOException">The server has closed the connection.</exception>
    public async ValueTask ReadMoreAsync()
    {
        if (_from > 0)
        {
            Unused.CopyTo(_buffer);
            (_from, _to) = (0, _to - _from);
        }

        if (_to == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var count = await _socket.ReceiveAsync(_buffer.AsMemory(_to));
        _to += count > 0 ? count
            : throw new IOException("the server closed the connection; before that came: " + System.Text.Encoding.UTF8.GetString(Unused));
    }

    public void Dispose() => _socket.Dispose();
}
