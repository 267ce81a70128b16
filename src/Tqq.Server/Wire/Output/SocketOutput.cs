using System.Buffers;
using System.Net.Sockets;

namespace Tqq.Server.Wire.Output;

/// <summary>Out straight through the socket: one system call, no other thread, and its end means that the kernel has the bytes.</summary>
/// <param name="socket">The connection's socket.</param>
internal sealed class SocketOutput(Socket socket) : WireOutput
{
    private readonly PooledWriter _pending = new();

    public override IBufferWriter<byte> Writer => _pending;

    public override ValueTask FlushAsync()
    {
        var rest = _pending.Written;
        var sending = socket.SendAsync(rest, SocketFlags.None);
        // Nearly always the kernel takes all of it at once.
        if (!sending.IsCompletedSuccessfully)
            return FinishAsync(sending, rest);
        var sent = sending.Result;
        if (sent < rest.Length)
            return FinishAsync(new(sent), rest);
        _pending.Clear();
        return default;
    }

    public override ValueTask EndAsync()
    {
        socket.Shutdown(SocketShutdown.Send);
        return default;
    }

    private async ValueTask FinishAsync(ValueTask<int> sending, ReadOnlyMemory<byte> rest)
    {
        for (rest = rest[await sending..]; !rest.IsEmpty; rest = rest[await socket.SendAsync(rest, SocketFlags.None)..])
        {
            // The socket takes it piece by piece.
        }

        _pending.Clear();
    }
}
