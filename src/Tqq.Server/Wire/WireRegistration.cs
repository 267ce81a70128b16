using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Tqq.Server.Wire.Limits;

namespace Tqq.Server.Wire;

/// <summary>Registers the wire port.</summary>
public static class WireRegistration
{
    /// <summary>Adds what <see cref="WireConnectionHandler"/> needs. The host provides the messenger and the time.</summary>
    public static IServiceCollection AddTqqWire(this IServiceCollection services, WireOptions options) => services
        .AddSingleton(options)
        .AddSingleton<ConnectionTimer>()
        .AddSingleton<DelayedReplies>()
        .AddSingleton<UnknownCommands>()
        .AddSingleton<WireServices>()
        // A flush then ends when the kernel has taken all bytes: only so does the wire know what has left it.
        .Configure<SocketTransportOptions>(sockets => sockets.MaxWriteBufferSize = 1);
}
