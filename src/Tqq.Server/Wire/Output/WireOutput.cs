using System.Buffers;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Tqq.Server.Wire.Output;

/// <summary>
/// The way out of a connection. What the wire has to know of it, and a transport's pipe does not tell, is when the kernel has taken all bytes
/// of a reply: messages in it count as handed out only then (protocol.md §4). A plain connection knows it, one through a pipe does not.
/// </summary>
internal abstract class WireOutput
{
    /// <summary>The way out of this connection: its socket where nothing stands between, otherwise its pipe.</summary>
    public static WireOutput Of(ConnectionContext connection) =>
        connection.Features.Get<ITlsHandshakeFeature>() is null && connection.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket
            ? new SocketOutput(socket)
            : new PipeOutput(connection.Transport.Output);

    /// <summary>Where a reply is written to before <see cref="FlushAsync"/>.</summary>
    public abstract IBufferWriter<byte> Writer { get; }

    /// <summary>Sends what was written; ends when whoever is next on the way, the kernel or the pipe, has taken all of it.</summary>
    /// <exception cref="IOException">The connection has broken.</exception>
    /// <exception cref="SocketException">The same.</exception>
    public abstract ValueTask FlushAsync();

    /// <summary>Says that nothing more will come (FIN).</summary>
    public abstract ValueTask EndAsync();
}
