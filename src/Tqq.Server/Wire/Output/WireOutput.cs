using System.Buffers;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Tqq.Server.Wire.Output;

/// <summary>
/// The way out of a connection. What the wire has to know of it, and a transport's pipe does not tell, is when the kernel has taken all
/// bytes of a reply, and which bytes of the connection these are: what the client's TCP has confirmed is compared with that (protocol.md
/// §4). A connection without a socket does not know it.
/// </summary>
internal abstract class WireOutput
{
    /// <summary>The way out of this connection: TLS above its socket, or its socket; its pipe where it has none.</summary>
    public static WireOutput Of(ConnectionContext connection) =>
        connection.Features.Get<SocketWriter>() is { } writer && connection.Features.Get<ISslStreamFeature>()?.SslStream is { } tls
            ? new TlsOutput(tls, writer)
        : connection.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket ? new SocketOutput(socket)
        : new PipeOutput(connection.Transport.Output);

    /// <summary>Where a reply is written to before <see cref="FlushAsync"/>.</summary>
    public abstract IBufferWriter<byte> Writer { get; }

    /// <summary>
    /// How many bytes of what was written speak for the client's patience: those it has taken, or, where that is not known, all.
    /// </summary>
    public abstract long Credit { get; }

    /// <summary>How many bytes the kernel has been given in the life of this connection; null where that is not known.</summary>
    public abstract long? Sent { get; }

    /// <summary>
    /// How many bytes the kernel will have been given when it has all that was written; null where that is not known before.
    /// </summary>
    public abstract long? End { get; }

    /// <summary>
    /// Sends what was written, or a piece of it; ends when whoever is next on the way, the kernel or the pipe, has taken that.
    /// </summary>
    /// <returns>Whether all of it has gone.</returns>
    /// <exception cref="IOException">The connection has broken.</exception>
    /// <exception cref="SocketException">The same.</exception>
    public abstract ValueTask<bool> FlushAsync();

    /// <summary>Says that nothing more will come (FIN, or what TLS has for it).</summary>
    public abstract ValueTask EndAsync();
}
