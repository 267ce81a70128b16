using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tqq.Core;
using Tqq.Server.Messaging;
using Tqq.Server.Wire;
using Tqq.Server.Wire.Limits;
using Tqq.Server.Wire.Receipts;

namespace Tqq.Server.Tests.Wire;

/// <summary>The wire on a real port of loopback, with a messenger that answers what the test wants and a clock that the test turns. Its sockets hold little, so that a client that does not read is noticed.</summary>
internal sealed class SocketHost : IAsyncDisposable
{
    private const int SmallBuffer = 4096;

    private readonly WebApplication _app;

    private SocketHost(WebApplication app, IPEndPoint endpoint, FakeTimeProvider time) => (_app, Endpoint, Time) = (app, endpoint, time);

    public IPEndPoint Endpoint { get; }

    public FakeTimeProvider Time { get; }

    public static async Task<SocketHost> StartAsync(ScriptedMessenger messenger, WireOptions? options = null, Action<ListenOptions>? useTls = null)
    {
        var time = new FakeTimeProvider();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddTqqWire((options ?? new()) with { SocketBuffer = SmallBuffer }).AddSingleton<IMessenger>(messenger).AddSingleton<TimeProvider>(time);
        ListenOptions? opened = null;
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.UseTqqWire(useTls);
            opened = listen;
        }));
        var app = builder.Build();
        await app.StartAsync();
        return new(app, opened!.IPEndPoint!, time);
    }

    public async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = SmallBuffer };
        await socket.ConnectAsync(Endpoint);
        return socket;
    }

    /// <summary>Waits until the kernel has all of the last reply that carried messages to an account.</summary>
    public async Task AwaitWrittenAsync(Uin uin, CancellationToken cancellationToken)
    {
        // Whoever asks for the confirmation of a reply that is not written is told at once that there is none.
        var carriers = _app.Services.GetRequiredService<HandoutCarriers>();
        while (carriers.AwaitConfirmationAsync(uin, null, TimeSpan.MaxValue).AsTask().IsCompleted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }
}
