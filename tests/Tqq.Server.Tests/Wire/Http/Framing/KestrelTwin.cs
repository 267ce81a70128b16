using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Tqq.Server.Tests.Wire.Http.Framing;

/// <summary>
/// Kestrel's own HTTP/1.1 in this process, without a socket: the same bytes, as a stack that many others agree with cuts them.
/// </summary>
public sealed class KestrelTwin : IAsyncLifetime
{
    private readonly MemoryTransport _transport = new();
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        builder.Services.AddSingleton<IConnectionListenerFactory>(_transport);
        _app = builder.Build();
        _app.Run(async context =>
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            context.Features.Get<Bodies>()!.Taken.Add(Encoding.Latin1.GetString(body.ToArray()));
        });
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    internal async Task<Framed> CutAsync(byte[] bytes)
    {
        var bodies = new Bodies();
        // All bytes are there before anybody reads.
        var (input, output) = (new Pipe(new(pauseWriterThreshold: 0)), new Pipe());
        var connection = new MemoryConnection { Transport = new Duplex(new EndingReader(input), output.Writer) };
        connection.Features.Set(bodies);
        await input.Writer.WriteAsync(bytes);
        await _transport.Connections.Writer.WriteAsync(connection);
        using var said = new MemoryStream();
        await output.Reader.CopyToAsync(said, TestContext.Current.CancellationToken);
        var text = Encoding.Latin1.GetString(said.ToArray());
        var statuses = text.Split("HTTP/1.1 ").Skip(1).Select(reply =>
            int.Parse(reply.AsSpan(0, 3), System.Globalization.CultureInfo.InvariantCulture)).Where(status => status >= 200).ToList();
        return new(bodies.Taken, statuses.FirstOrDefault(status => status != 200),
            !text.Contains("Connection: close", StringComparison.Ordinal));
    }

    private sealed record Bodies
    {
        public List<string> Taken { get; } = [];
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    // Kestrel leaves the end of the way out to the transport.
    private sealed class MemoryConnection : DefaultConnectionContext
    {
        // There is nothing to break.
        public override void Abort(ConnectionAbortedException abortReason)
        {
        }

        public override async ValueTask DisposeAsync()
        {
            await Transport.Output.CompleteAsync();
            await base.DisposeAsync();
        }
    }

    private sealed class MemoryTransport : IConnectionListenerFactory, IConnectionListener
    {
        public Channel<ConnectionContext?> Connections { get; } = Channel.CreateUnbounded<ConnectionContext?>();

        public EndPoint EndPoint { get; } = new IPEndPoint(IPAddress.Loopback, 1);

        public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => new(this);

        public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
            Connections.Reader.ReadAsync(cancellationToken);

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            Connections.Writer.TryWrite(null);
            return default;
        }

        public ValueTask DisposeAsync() => default;
    }
}
