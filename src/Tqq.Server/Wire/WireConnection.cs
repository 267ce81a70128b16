using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Tqq.Server.Wire.Doors;
using Tqq.Server.Wire.Heads;
using Tqq.Server.Wire.Limits;
using Tqq.Server.Wire.Output;
using Tqq.Server.Wire.Places;

namespace Tqq.Server.Wire;

/// <summary>One connection of the wire port: reads a request, has it answered, reads the next (protocol.md §1).</summary>
internal sealed partial class WireConnection : IDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    private readonly ConnectionContext _connection;
    private readonly Socket? _socket;
    private readonly WireServices _services;
    private readonly ConnectionPlace _place;
    private readonly IPAddress _address;
    private readonly ConnectionDeadline _deadline;
    private readonly RequestAnswerer _answerer;
    private readonly WireOutput _output;
    private readonly CancellationTokenRegistration _stopRegistration;
    private volatile bool _isWriting;

    public WireConnection(ConnectionContext connection, WireServices services)
    {
        _connection = connection;
        _services = services;
        _place = connection.Features.GetRequiredFeature<ConnectionPlace>();
        _address = connection.Features.GetRequiredFeature<ClientAddress>().Value;
        var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
        _socket = connection.Features.Get<IConnectionSocketFeature>()?.Socket;
        _answerer = new(services, _address, _socket, _place, stopping);
        _output = WireOutput.Of(connection);
        _deadline = services.Timer.Add(BreakOrWake);
        _place.LeaveBy(BreakOrWake);
        _stopRegistration = stopping.UnsafeRegister(static input => ((PipeReader)input!).CancelPendingRead(), connection.Transport.Input);
    }

    private PipeReader Input => _connection.Transport.Input;

    public void Dispose()
    {
        _stopRegistration.Dispose();
        _services.Timer.Remove(_deadline);
    }

    public async Task RunAsync()
    {
        try
        {
            while (await ServeOneAsync())
                continue; // one request after another, in order

            await CloseOrderlyAsync();
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client has gone, or reads no more: what it may not have got is handed out again.
            _answerer.ConnectionBroke();
        }
        catch (Exception e)
        {
            LogFailed(_services.Logger, e);
            _answerer.ConnectionBroke();
        }
        finally
        {
            _answerer.End();
        }
    }

    // What a request awaits takes its state from a pool: polls are most of what a server does, and should leave nothing to collect.
    /// <returns>Whether another request may follow on this connection.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> ServeOneAsync()
    {
        switch (await ReadAsync())
        {
            case { Call: { } call, KeepAlive: var keepAlive }:
                return await AnswerAsync(call, keepAlive);
            case { Page: { } page }:
                await WriteAsync(page);
                return false;
            default:
                return false; // NULL, or the client has ended
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Incoming> ReadAsync()
    {
        var framer = default(RequestFramer);
        var (begun, hasContinued) = (0L, false);
        _deadline.Set(_services.Options.IdleTimeout);
        for (; ; )
        {
            var result = await Input.ReadAsync();
            var buffer = result.Buffer;
            var examined = buffer.End;
            try
            {
                var hasBegun = framer.HasBegun;
                var isComplete = framer.TryRead(ref buffer, out var body, out var refusal);
                if (framer.HasBegun && !hasBegun)
                    _answerer.NextRequestComes();
                if (refusal is not null)
                    return Refuse(refusal);
                if (isComplete)
                {
                    examined = buffer.Start;
                    _deadline.Clear();
                    return Understand(framer.Head.GetValueOrDefault(), body);
                }

                if (result.IsCompleted && framer.HasBegun)
                    _services.Log.Null(_address, "the client ended the connection before its request was whole (is its Content-Length right?)");
                if (result.IsCompleted || _place.Doing == Doing.Leaving || (result.IsCanceled && !framer.HasBegun))
                    return default;
                if (result.IsCanceled && _deadline.HasPassed)
                    return Refuse(Refusal.TooSlow);
            }
            finally
            {
                Input.AdvanceTo(buffer.Start, examined);
            }

            if (!framer.HasBegun)
                continue;
            if (framer.Head is { ExpectsContinue: true } && !hasContinued)
            {
                hasContinued = true;
                await WriteAsync(PlainHttp.Continue.ToArray());
            }

            // Most requests come in one piece and never get here.
            begun = begun == 0 ? _services.Time.GetTimestamp() : begun;
            _deadline.Set(begun, _services.Options.RequestTimeout);
        }
    }

    private Incoming Refuse(Refusal refusal)
    {
        _services.Log.HeadRefused(_address, refusal);
        return new() { Page = PlainHttp.Refuse(refusal) };
    }

    private Incoming Understand(in Head head, in ReadOnlySequence<byte> body) => head.Method == HeadMethod.Post
        ? new() { Call = _answerer.Understand(body, head), KeepAlive = head.KeepAlive }
        : new() { Page = PlainHttp.Welcome(_services.Options.WebAddress(), withBody: head.Method == HeadMethod.Get) };

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> AnswerAsync(Call call, bool keepAlive)
    {
        if (!_place.TryBeginRequest())
        {
            if (_place.Doing != Doing.Leaving)
                _services.TurnedAway.Note(TurnedAwayReason.TooManyRequests, _address);
            _services.Log.Null(_address, "as many requests are in flight, of this address or in all, as may be (--requests, --requests-per-address)");
            return false;
        }

        var written = await _answerer.AnswerAsync(call, _output.Writer);
        if (written == Replied.Nothing)
            return false;
        await FlushAsync();
        _place.Answered();
        _answerer.Flushed();
        return keepAlive && written == Replied.One && !_answerer.IsStopping;
    }

    private async Task WriteAsync(byte[] bytes)
    {
        _output.Writer.Write(bytes);
        await FlushAsync();
    }

    private async Task FlushAsync()
    {
        _isWriting = true;
        _place.BeginWriting();
        var begun = _services.Time.GetTimestamp();
        do
            _deadline.Set(begun, _services.Options.ReplyPace.Allows(_output.Credit));
        while (!await _output.FlushAsync());
        _deadline.Clear();
        _place.EndWriting();
        _isWriting = false;
    }

    // FIN, and only when the client has ended too (or took too long) the rest: bytes that come late must not turn the close into a reset.
    private async Task CloseOrderlyAsync()
    {
        var confirmed = _socket?.Confirmed;
        await _output.EndAsync();
        _deadline.Set(_services.Options.Linger);
        while (_place.Doing != Doing.Leaving)
        {
            var result = await Input.ReadAsync();
            Input.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted || _deadline.HasPassed)
                break;
        }

        if (confirmed is { } before)
            await AwaitConfirmationAsync(before);
    }

    // After the connection is given back, nobody would count what the kernel still holds of a reply. So the connection stays until the client has taken all
    // of it, at the pace of any reply; a slower client is cut off, and what it was given is handed out again. A FIN that is not confirmed does not matter.
    // Looks are counted and the clock is not read: a machine that was frozen for an hour must not think that the client had that hour.
    private async Task AwaitConfirmationAsync(long before)
    {
        var waited = TimeSpan.Zero;
        while (_socket!.Confirmed is { } confirmed && !(confirmed >= _output.Sent) && !_answerer.IsStopping)
        {
            if (_place.Doing == Doing.Leaving || waited >= _services.Options.ReplyPace.Allows(confirmed - before))
            {
                var late = new ConnectionAbortedException("the client did not take the end of a reply in time");
                _connection.Abort(late);
                throw late;
            }

            await Task.Delay(BetweenLooks, _services.Time);
            waited += BetweenLooks;
        }
    }

    // Its time is over, or its place is needed.
    private void BreakOrWake()
    {
        if (_isWriting)
            _connection.Abort(new ConnectionAbortedException("the client did not read in time"));
        else
            Input.CancelPendingRead();
    }

    [LoggerMessage(11, LogLevel.Error, "a request could not be answered; its connection is closed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
