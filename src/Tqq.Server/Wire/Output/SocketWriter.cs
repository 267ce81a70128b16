using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Tqq.Server.Wire.Output;

/// <summary>
/// What TLS writes to: straight to the socket, not through the transport's pipe. So the end of a flush means that the kernel
/// has all bytes of a reply, and they are counted as TCP counts them, with all that TLS adds: what the client's TCP has
/// confirmed can be compared with that.
/// </summary>
/// <param name="socket">The connection's socket.</param>
/// <param name="input">What comes from the client, as TLS reads it.</param>
internal sealed class SocketWriter(Socket socket, PipeReader input) : PipeWriter
{
    private readonly PooledWriter _pending = new();

    /// <summary>How many bytes the kernel has been given in the life of this connection.</summary>
    public long Sent { get; private set; }

    /// <summary>Whether what TLS writes next ends a reply.</summary>
    public bool EndsReply { get; set; }

    /// <summary>Told how many bytes the kernel will have been given with the end of a reply, before it gets the last of them.</summary>
    public Action<long>? OnReplyEnds { get; set; }

    /// <summary>What the client has sent and TLS has not read.</summary>
    public PipeReader Input => input;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _pending.Written.Length;

    /// <summary>The middleware before TLS. A connection without a socket, as tests have them, goes on as it is.</summary>
    public static async Task EnterAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var transport = connection.Transport;
        if (connection.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            var writer = new SocketWriter(socket, transport.Input);
            connection.Features.Set(writer);
            connection.Transport = new Duplex(transport.Input, writer);
        }

        try
        {
            await next(connection);
        }
        catch (ConnectionResetException)
        {
            // The last bytes of TLS, to a client that has gone.
        }
        finally
        {
            connection.Transport = transport;
        }
    }

    public override void Advance(int bytes) => _pending.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => _pending.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _pending.GetSpan(sizeHint);

    public override void CancelPendingFlush()
    {
        // A client that does not read is cut off: the end of the socket ends the flush.
    }

    public override void Complete(Exception? exception = null) => _pending.Clear();

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (EndsReply)
            OnReplyEnds?.Invoke(Sent + _pending.Written.Length);
        EndsReply = false;
        try
        {
            for (var rest = _pending.Written; rest.Length > 0;)
            {
                var count = await socket.SendAsync(rest, SocketFlags.None, cancellationToken);
                Sent += count;
                rest = rest[count..];
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // TLS knows this one for the end of its connection.
            throw new ConnectionResetException("the client has gone, or does not read", e);
        }
        finally
        {
            _pending.Clear();
        }

        return default;
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
