using System.Buffers;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;

namespace Tqq.Bench.Polling;

/// <summary>The limit: reads a request of known length and writes a fixed reply, and does nothing else.</summary>
internal sealed class BareHandler : ConnectionHandler
{
    private static readonly byte[] Reply = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nServer: tencent imserver/1.0.0\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Length: 62\r\n\r\nVER=1.1&CMD=GETMSGEX&SEQ=1000&UIN=20001&RES=0&MN=0&MT=&UN=&MG=");

    /// <summary>Serves until it is killed; says its port first.</summary>
    public static async Task ServeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        Microsoft.AspNetCore.Server.Kestrel.Core.ListenOptions? opened = null;
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.UseConnectionHandler<BareHandler>();
            opened = listen;
        }));
        await using var app = builder.Build();
        await app.StartAsync();
        Console.WriteLine($"http://127.0.0.1:{opened!.IPEndPoint!.Port}/");
        await Task.Delay(Timeout.Infinite);
    }

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        for (; ; )
        {
            var result = await connection.Transport.Input.ReadAsync();
            var buffer = result.Buffer;
            while (buffer.Length >= Load.RequestLength)
            {
                buffer = buffer.Slice(Load.RequestLength);
                connection.Transport.Output.Write(Reply);
            }

            connection.Transport.Input.AdvanceTo(buffer.Start, buffer.End);
            await connection.Transport.Output.FlushAsync();
            if (result.IsCompleted)
                return;
        }
    }
}
