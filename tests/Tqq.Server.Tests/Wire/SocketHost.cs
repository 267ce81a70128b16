using System.Net;
using System.Net.Sockets;
using System.Text;
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

/// <summary>
/// The wire on a real port of loopback, with a messenger that answers what the test wants and a clock that the test turns. Its sockets hold
/// little, so that a client that does not read is noticed.
/// </summary>
internal sealed class SocketHost : IAsyncDisposable
{
    private const int SmallBuffer = 4096;

    private readonly WebApplication _app;

    private SocketHost(WebApplication app, IPEndPoint endpoint, FakeTimeProvider time) => (_app, Endpoint, Time) = (app, endpoint, time);

    public IPEndPoint Endpoint { get; }

    public FakeTimeProvider Time { get; }

    public static async Task<SocketHost> StartAsync(ScriptedMessenger messenger, WireOptions? options = null,
        Action<ListenOptions>? useTls = null)
    {
        var time = new FakeTimeProvider();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddTqqWire((options ?? new()) with { SocketBuffer = SmallBuffer }).AddSingleton<IMessenger>(messenger)
            .AddSingleton<TimeProvider>(time);
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

    /// <summary>The last reply that carried messages to an account; null where nothing more is to be said of it.</summary>
    public CarriedHandout? HandoutOf(Uin uin) => _app.Services.GetRequiredService<CarriedHandouts>().CurrentOf(uin);

    /// <summary>Waits until it is said that the kernel has all of the last reply that carried messages to an account.</summary>
    public Task AwaitWrittenAsync(Uin uin, CancellationToken cancellationToken) =>
        AwaitAsync(uin, handout => handout.Written is not null, cancellationToken);

    /// <summary>Waits until, besides, the client's TCP has confirmed it, which may take a moment after the client has read it.</summary>
    public Task AwaitConfirmedAsync(Uin uin, CancellationToken cancellationToken) =>
        AwaitAsync(uin, handout => handout.Written is not null && handout.Look().HasAll, cancellationToken);

    /// <summary>
    /// Turns the clock by steps of 10 ms until a task has ended. Before each step somebody else asks and is answered, so that time does not
    /// run away from a server that is slow to look: other limits would pass, too.
    /// </summary>
    /// <param name="task">What is waited for. How it ends is the caller's business.</param>
    /// <param name="other">Somebody else's connection.</param>
    /// <param name="cancellationToken">Ends the turning.</param>
    /// <returns>By how much the clock was turned.</returns>
    public async Task<TimeSpan> TurnUntilAsync(Task task, Stream other, CancellationToken cancellationToken)
    {
        var (begun, reply) = (Time.GetUtcNow(), new byte[4096]);
        for (var seq = 1; !task.IsCompleted; seq++)
        {
            var body = $"VER=1.1&CMD=Query_Stat&SEQ={seq}&UIN=10003&TN=1";
            await other.WriteAsync(Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nContent-Length: {body.Length}\r\n\r\n{body}"),
                cancellationToken);
            await other.ReadAtLeastAsync(reply, 1, cancellationToken: cancellationToken);
            Time.Advance(TimeSpan.FromMilliseconds(10));
        }

        return Time.GetUtcNow() - begun;
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    private async Task AwaitAsync(Uin uin, Predicate<CarriedHandout> condition, CancellationToken cancellationToken)
    {
        while (HandoutOf(uin) is not { } handout || !condition(handout))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
