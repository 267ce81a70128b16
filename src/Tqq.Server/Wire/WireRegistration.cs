using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tqq.Core.Rules;
using Tqq.Server.Metrics;
using Tqq.Server.Wire.Connections;
using Tqq.Server.Wire.Admission;
using Tqq.Server.Wire.Http;
using Tqq.Server.Wire.Limits;
using Tqq.Server.Wire.Output;
using Tqq.Server.Wire.Receipts;

namespace Tqq.Server.Wire;

/// <summary>Registers the wire port.</summary>
public static class WireRegistration
{
    private const int MostReadAhead = 32 * 1024;

    /// <summary>Adds what every connection needs. The host provides the messenger and the time.</summary>
    public static IServiceCollection AddTqqWire(this IServiceCollection services, InForce<WireOptions> options)
    {
        services.TryAddSingleton<FigureList>();
        return services
            .AddSingleton(options)
            .AddSingleton<ConnectionTimer>()
            .AddSingleton<ConnectionQuota>()
            .AddSingleton<Rejections>()
            .AddSingleton<AdmissionGate>()
            .AddSingleton<UnknownCommands>()
            .AddSingleton<CarriedHandouts>()
            .AddSingleton<CountedHandouts>()
            .AddSingleton<WireFigures>()
            .AddSingleton<WireLog>()
            .AddSingleton<WireServices>()
            .Configure<SocketTransportOptions>(sockets =>
            {
                // A request is read where its bytes come in, without a thread between: nothing that blocks is done there.
                sockets.UnsafePreferInlineScheduling = true;
                // One system call less for each request, for 4 KiB of each connection that lies idle.
                sockets.WaitForDataBeforeAllocatingBuffer = false;
                // What a client sends ahead waits in its own machine: one whole request is enough here, and a megabyte is not.
                sockets.MaxReadBufferSize = MostReadAhead;
            });
    }

    /// <summary>Makes a listener one of the wire: first the door, then TLS where it is wanted, then the protocol.</summary>
    public static void UseTqqWire(this ListenOptions listen, Action<ListenOptions>? useTls = null)
    {
        var door = listen.ApplicationServices.GetRequiredService<AdmissionGate>();
        listen.Use(next => connection => door.EnterAsync(connection, next));
        if (useTls is not null)
        {
            listen.Use(next => connection => SocketWriter.EnterAsync(connection, next));
            useTls(listen);
        }

        listen.UseConnectionHandler<HttpConnectionHandler>();
    }
}
