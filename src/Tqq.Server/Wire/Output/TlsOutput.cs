using System.Buffers;
using System.Net.Security;

namespace Tqq.Server.Wire.Output;

/// <summary>
/// Out through TLS, record by record. A reply ends in a record of its own, so it is known where the reply ends on the connection before its
/// last bytes go to the kernel: a client cannot have a whole reply of which the server does not know yet how long TLS made it.
/// </summary>
/// <param name="tls">What makes the records.</param>
/// <param name="socket">Where it writes them.</param>
internal sealed class TlsOutput(SslStream tls, SocketWriter socket) : WireOutput
{
    // TLS makes one record of up to 16 KiB. As without TLS, nearly every reply is one piece, and of a larger one it can be seen
    // whether the client takes any of it.
    private const int Piece = 8 * 1024;

    private readonly PooledWriter _pending = new();
    private int _sent;

    public override IBufferWriter<byte> Writer => _pending;

    public override long Credit => _sent;

    public override long? Sent => socket.Sent;

    // TLS adds to it.
    public override long? End => null;

    public override async ValueTask<bool> FlushAsync()
    {
        var rest = _pending.Written[_sent..];
        var piece = rest.Length > Piece ? rest[..Piece] : rest;
        socket.EndsReply = piece.Length == rest.Length;
        await tls.WriteAsync(piece);
        _sent += piece.Length;
        if (_sent < _pending.Written.Length)
            return false;
        _pending.Clear();
        _sent = 0;
        return true;
    }

    public override ValueTask EndAsync() => new(tls.ShutdownAsync());
}
