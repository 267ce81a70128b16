using System.Buffers;
using System.Net.Sockets;

namespace Tqq.Server.Wire.Output;

/// <summary>Out straight through the socket: one system call, no other thread, and its end means that the kernel has the bytes.</summary>
/// <param name="socket">The connection's socket.</param>
internal sealed class SocketOutput(Socket socket) : WireOutput
{
    // Nearly every reply is smaller. A larger one goes piece by piece, so that it can be seen whether the client takes any of it.
    private const int Piece = 8 * 1024;

    private readonly PooledWriter _pending = new();
    private int _sent;
    private long _sentBefore;

    public override IBufferWriter<byte> Writer => _pending;

    public override long Credit => _sent;

    public override long? Sent => _sentBefore + _sent;

    public override long? End => _sentBefore + _pending.Written.Length;

    public override ValueTask<bool> FlushAsync()
    {
        var rest = _pending.Written[_sent..];
        var sending = socket.SendAsync(rest.Length > Piece ? rest[..Piece] : rest, SocketFlags.None);
        // Nearly always the kernel takes all of it at once.
        return sending.IsCompletedSuccessfully ? new(HasGone(sending.Result)) : FinishAsync(sending);
    }

    public override ValueTask EndAsync()
    {
        socket.Shutdown(SocketShutdown.Send);
        return default;
    }

    private async ValueTask<bool> FinishAsync(ValueTask<int> sending) => HasGone(await sending);

    private bool HasGone(int count)
    {
        _sent += count;
        if (_sent < _pending.Written.Length)
            return false;
        _pending.Clear();
        _sentBefore += _sent;
        _sent = 0;
        return true;
    }
}
