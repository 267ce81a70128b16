using System.Buffers;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Tqq.Bench.Limits;

/// <summary>
/// The limit: reads requests of known length and writes a fixed reply, and does nothing else but an fsync where that is promised.
/// </summary>
internal sealed class BareHandler(BareService service) : ConnectionHandler
{
    /// <summary>Serves until standard input ends, so that it does not outlive who started it; says its port first.</summary>
    public static async Task ServeAsync(BareService service)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(service);
        ListenOptions? opened = null;
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.UseConnectionHandler<BareHandler>();
            opened = listen;
        }));
        await using var app = builder.Build();
        await app.StartAsync();
        Console.WriteLine($"http://127.0.0.1:{opened!.IPEndPoint!.Port}/");
        await Console.In.ReadToEndAsync();
    }

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        for (; ; )
        {
            var result = await connection.Transport.Input.ReadAsync();
            var buffer = result.Buffer;
            var answered = 0;
            for (; buffer.Length >= service.RequestLength; answered++)
                buffer = buffer.Slice(service.RequestLength);
            if (answered > 0 && service.Log is { } log)
                await log.AppendAsync();
            for (var reply = 0; reply < answered; reply++)
                connection.Transport.Output.Write(service.Reply);
            connection.Transport.Input.AdvanceTo(buffer.Start, buffer.End);
            await connection.Transport.Output.FlushAsync();
            if (result.IsCompleted || (answered > 0 && !service.KeepsAlive))
                return;
        }
    }
}
