using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Tqq.Server.Wire.Commands;
using Tqq.Server.Wire.Doors;
using Tqq.Server.Wire.Heads;
using Tqq.Server.Wire.Limits;
using Tqq.Server.Wire.Output;
using Tqq.Server.Wire.Places;
using Tqq.Server.Wire.Receipts;

namespace Tqq.Server.Wire;

/// <summary>One connection of the wire port: reads a request, has it answered, reads the next (protocol.md §1).</summary>
internal sealed partial class WireConnection : IDisposable
{
    private readonly ConnectionContext _connection;
    private readonly Socket? _socket;
    private readonly WireServices _services;
    private readonly ConnectionPlace _place;
    private readonly IPAddress _address;
    private readonly ConnectionDeadline _deadline;
    private readonly OrderlyEnd _end;
    private readonly RequestAnswerer _answerer;
    private readonly WireOutput _output;
    private readonly PipeReader? _beforeTls;
    private readonly CancellationToken _stopping;
    private readonly CancellationTokenRegistration _stopRegistration;
    private volatile bool _isWriting;
    private TimeSpan _arrived;
    private bool _isPipelined;
    private bool _hasClientEnded;
    private long _written;

    public WireConnection(ConnectionContext connection, WireServices services)
    {
        _connection = connection;
        _services = services;
        _place = connection.Features.GetRequiredFeature<ConnectionPlace>();
        _address = connection.Features.GetRequiredFeature<ClientAddress>().Value;
        _stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
        _socket = connection.Features.Get<IConnectionSocketFeature>()?.Socket;
        _answerer = new(services, _address, _socket, _place, _stopping);
        _output = WireOutput.Of(connection);
        _beforeTls = connection.Features.Get<SocketWriter>()?.Input;
        _deadline = services.Timer.Add(BreakOrWake);
        _end = new(connection, _output, _socket, _place, _deadline, services, _stopping);
        _place.LeaveBy(BreakOrWake);
        _stopRegistration = _stopping.UnsafeRegister(static input => ((PipeReader)input!).CancelPendingRead(), connection.Transport.Input);
    }

    private PipeReader Input => _connection.Transport.Input;

    // Of what stands before TLS nothing is known but that it is there.
    private bool HasAnotherRequest => Input.HasAnotherRequest || _beforeTls is { HasAnotherRequest: true };

    public void Dispose()
    {
        _stopRegistration.Dispose();
        _services.Timer.Remove(_deadline);
    }

    public async Task RunAsync()
    {
        var isBroken = true;
        try
        {
            while (await ServeOneAsync())
                continue; // one request after another, in order

            // The end of TLS is data. A client that has closed answers it with a reset, which would unsay what the client has received.
            if (_beforeTls is not null && _hasClientEnded)
                _answerer.ClientEnded();
            await _end.CloseAsync();
            isBroken = false;
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client has gone, or reads no more: what it may not have got is handed out again.
        }
        catch (Exception e)
        {
            LogFailed(_services.Logger, e);
        }
        finally
        {
            _answerer.End(isBroken);
        }
    }

    // What a request awaits takes its state from a pool: polls are most of what a server does, and should leave nothing to collect.
    /// <returns>Whether another request may follow on this connection.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> ServeOneAsync()
    {
        switch (await ReadAsync())
        {
            case { Request: { } request, KeepAlive: var keepAlive }:
                return await AnswerAsync(request, keepAlive);
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
                // Bytes that were there before the last reply came with the request before them.
                if (framer.HasBegun && !hasBegun && !_isPipelined)
                    _arrived = _services.Uptime;
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
                _hasClientEnded = result.IsCompleted;
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
        ? new() { Request = _answerer.Understand(body, head, _arrived), KeepAlive = head.KeepAlive }
        : new() { Page = PlainHttp.Welcome(_services.Options.WebAddress(), withBody: head.Method == HeadMethod.Get) };

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> AnswerAsync(ReceivedRequest request, bool keepAlive)
    {
        if (!_place.TryBeginRequest())
        {
            if (_place.Doing != Doing.Leaving)
                _services.TurnedAway.Note(TurnedAwayReason.TooManyRequests, _address);
            _services.Log.Null(_address, "as many requests are in flight, of this address or in all, as may be (--requests, --requests-per-address)");
            return false;
        }

        var written = await _answerer.AnswerAsync(request, _output.Writer);
        if (written == Replied.Nothing)
            return false;
        await FlushAsync();
        _place.Answered();
        _answerer.Wrote(_written, _output.Sent);
        var goesOn = keepAlive && written == Replied.One && !_stopping.IsCancellationRequested;
        // A client that closes when it has read its last reply should not find the end of TLS behind that.
        if (!goesOn && _beforeTls is not null && _answerer.IsReceiptAwaited)
            _hasClientEnded = await _end.IsClientFirstAsync();
        return goesOn;
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
        var begun = _written = _services.Time.GetTimestamp();
        _isPipelined = false;
        _answerer.Send(_output.End);
        do
            _deadline.Set(begun, _services.Options.ReplyPace.Allows(_output.Credit));
        while (!await FlushSomeAsync());
        _deadline.Clear();
        _place.EndWriting();
        _isWriting = false;
    }

    // A client may answer a reply before this thread has come back from sending its last piece, so both looks come before that. Only where the kernel had no
    // room is the reply written later; what has come by then, from a client that has not confirmed all of it, was sent ahead as well.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> FlushSomeAsync()
    {
        _isPipelined |= HasAnotherRequest;
        var flushing = _output.FlushAsync();
        if (flushing.IsCompletedSuccessfully)
            return flushing.Result;
        _answerer.Hang();
        var isWhole = await flushing;
        _written = _services.Time.GetTimestamp();
        _isPipelined |= isWhole && _output.Sent is { } end && _socket is { } socket && !socket.LookAt(end).HasAll && HasAnotherRequest;
        return isWhole;
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
