using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Tqq.Server.Metrics;
using Tqq.Server.Wire.Connections;
using Tqq.Server.Wire.Admission;
using Tqq.Server.Wire.Http;
using Tqq.Server.Wire.Limits;
using Tqq.Server.Wire.Receipts;

namespace Tqq.Server.Tests.Wire;

/// <summary>A client on an in-memory duplex pipe, with the handler at its other end and a clock that the test turns.</summary>
internal sealed class PipeClient
{
    // Inline: when a send returns, the handler has done all it can with it, so a test may turn the clock.
    private static readonly PipeOptions Inline = new(readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline,
        useSynchronizationContext: false);

    private readonly FakeLogger<WireServices> _log = new();
    private readonly FakeLogger<WireLog> _wireLog = new();
    private readonly Pipe _toServer = new(Inline);
    private readonly Pipe _toClient = new(Inline);

    public PipeClient(
        ScriptedMessenger messenger, WireOptions? options = null, IPEndPoint? peer = null, Func<WireServices,
            ConnectionDelegate>? dialect = null)
    {
        options ??= new();
        Output = new(_toClient.Writer);
        var timer = new ConnectionTimer(Time);
        Rejections = new(Time, NullLogger<Rejections>.Instance);
        Quota = new(options, timer);
        var services = new WireServices(
            options, messenger, timer, new UnknownCommands(NullLogger<UnknownCommands>.Instance), Rejections,
                new CarriedHandouts(messenger, Time), new(messenger, Time), Time, new WireFigures(Figures, Quota, Rejections),
                new WireLog(_wireLog), _log);
        var connection = new DefaultConnectionContext { Transport = new Duplex(_toServer.Reader, Output), RemoteEndPoint = peer };
        var door = new AdmissionGate(options, Quota, timer, Rejections);
        Handler = EnterAsync();

        // As a transport does when the pipeline has ended.
        async Task EnterAsync()
        {
            await door.EnterAsync(connection, dialect?.Invoke(services) ?? new HttpConnectionHandler(services).OnConnectedAsync);
            await _toClient.Writer.CompleteAsync();
        }
    }

    /// <summary>The server's way out.</summary>
    public CountingWriter Output { get; }

    public Rejections Rejections { get; }

    public ConnectionQuota Quota { get; }

    /// <summary>What was counted.</summary>
    public FigureList Figures { get; } = new();

    /// <summary>Whether something has come that was not read yet.</summary>
    public bool HasSaid
    {
        get
        {
            if (!_toClient.Reader.TryRead(out var result))
                return false;
            _toClient.Reader.AdvanceTo(result.Buffer.Start);
            return true;
        }
    }

    public FakeTimeProvider Time { get; } = new();

    public Task Handler { get; }

    /// <summary>What the handler had to say: nothing, whatever a client sends.</summary>
    public IReadOnlyList<string> Logged => [.. _log.Collector.GetSnapshot().Select(record => record.Message)];

    /// <summary>What was said of requests and their answers: level and line.</summary>
    public IReadOnlyList<(LogLevel Level, string Line)> WireLogged =>
        [.. _wireLog.Collector.GetSnapshot().Select(record => (record.Level, record.Message))];

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await _toServer.Writer.WriteAsync(bytes);

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>The client's orderly end.</summary>
    public void End() => _toServer.Writer.Complete();

    /// <summary>The client's connection breaks.</summary>
    public void Break() => _toServer.Writer.Complete(new ConnectionResetException("broken"));

    /// <summary>Reads until what has come ends so.</summary>
    public async Task<string> ReadUntilAsync(string ending)
    {
        var all = new StringBuilder();
        while (!all.ToString().EndsWith(ending, StringComparison.Ordinal))
        {
            var result = await _toClient.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask()
                .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            all.Append(Encoding.UTF8.GetString(result.Buffer));
            _toClient.Reader.AdvanceTo(result.Buffer.End);
            Assert.False(result.IsCompleted, "the server ended after: " + all);
        }

        return all.ToString();
    }

    /// <summary>Reads until the server ends.</summary>
    public async Task<string> ReadToEndAsync()
    {
        var all = new StringBuilder();
        for (; ; )
        {
            var result = await _toClient.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask()
                .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            all.Append(Encoding.UTF8.GetString(result.Buffer));
            _toClient.Reader.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
                return all.ToString();
        }
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
