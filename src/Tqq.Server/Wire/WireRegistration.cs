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
        .Configure<SocketTransportOptions>(sockets =>
        {
            // A request is read where its bytes come in, without a thread between: nothing that blocks is done there.
            sockets.UnsafePreferInlineScheduling = true;
            // One system call less for each request, for 4 KiB of each connection that lies idle.
            sockets.WaitForDataBeforeAllocatingBuffer = false;
        });
}
