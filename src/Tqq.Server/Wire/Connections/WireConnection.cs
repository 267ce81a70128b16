using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Tqq.Core;
using Tqq.Protocol.Grammar;
using Tqq.Server.Wire.Admission;
using Tqq.Server.Wire.Limits;
using Tqq.Server.Wire.Output;
using Tqq.Server.Wire.Receipts;

namespace Tqq.Server.Wire.Connections;

/// <summary>
/// How requests and replies stand in the bytes of a connection. A dialect reads, has answered and writes; all else
/// is <see cref="WireConnection"/>'s.
/// </summary>
internal interface IWireDialect
{
    /// <summary>Serves the next request.</summary>
    /// <returns>Whether another one may follow on this connection.</returns>
    ValueTask<bool> ServeOneAsync();
}

/// <summary>
/// One connection of the wire port, whatever its dialect: its time, its place, its way out, what of its replies was
/// received, and its end (protocol.md §1).
/// </summary>
internal sealed partial class WireConnection : IDisposable
{
    private readonly ConnectionContext _connection;
    private readonly Socket? _socket;
    private readonly OrderlyEnd _end;
    private readonly SocketWriter? _beneathTls;
    private readonly CancellationTokenRegistration _stopRegistration;
    private volatile bool _isWriting;
    private bool _isPipelined;
    private TimeSpan _written;

    // Null as long as no reply carried messages to a client that does not count.
    private HandoutCarrier? _carrier;

    public WireConnection(ConnectionContext connection, WireServices services)
    {
        _connection = connection;
        Services = services;
        Slot = connection.Features.GetRequiredFeature<ConnectionSlot>();
        Address = connection.Features.GetRequiredFeature<ClientAddress>().Value;
        Stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
        _socket = connection.Features.Get<IConnectionSocketFeature>()?.Socket;
        Output = WireOutput.Of(connection);
        _beneathTls = connection.Features.Get<SocketWriter>();
        _beneathTls?.OnReplyEnds = end => _carrier?.Measure(end);
        Deadline = services.Timer.Add(BreakOrWake);
        _end = new(connection, Output, _socket, Slot, Deadline, services, Stopping);
        Slot.LeaveBy(BreakOrWake);
        _stopRegistration = Stopping.UnsafeRegister(static input => ((PipeReader)input!).CancelPendingRead(), connection.Transport.Input);
    }

    /// <summary>What all connections share.</summary>
    public WireServices Services { get; }

    /// <summary>The client's address.</summary>
    public IPAddress Address { get; }

    /// <summary>Its slot among all connections.</summary>
    public ConnectionSlot Slot { get; }

    /// <summary>When the patience with its client ends. Reading is cancelled then.</summary>
    public ConnectionDeadline Deadline { get; }

    /// <summary>The server stops: nothing is held back any more, and no further request is read.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>What the client sends.</summary>
    public PipeReader Input => _connection.Transport.Input;

    /// <summary>Where replies are written to, before <see cref="SendAsync"/>.</summary>
    public WireOutput Output { get; }

    /// <summary>When the first byte of the request that is being read was read, as the rules count time.</summary>
    public TimeSpan Arrived { get; private set; }

    /// <summary>Whether the client has ended its side in order. Its dialect sees that when it reads.</summary>
    public bool HasClientEnded { get; set; }

    /// <summary>The connection, where it has carried messages; null as long as it has not.</summary>
    public CarryingConnection? Carrying => _carrier?.Connection;

    // Of what stands before TLS nothing is known but that it is there.
    private bool HasAnotherRequest => Input.HasAnotherRequest || _beneathTls is { Input.HasAnotherRequest: true };

    public void Dispose()
    {
        _stopRegistration.Dispose();
        Services.Timer.Remove(Deadline);
    }

    /// <summary>Serves one request after another, in order, until the connection ends.</summary>
    public async Task RunAsync(IWireDialect dialect)
    {
        var isBroken = true;
        try
        {
            while (await dialect.ServeOneAsync())
                continue;

            // The end of TLS is data. A client that has closed answers it with a reset, which would unsay what the client has received.
            if (_beneathTls is not null && HasClientEnded)
                _carrier?.ClientEnded();
            await _end.CloseAsync();
            isBroken = false;
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client has gone, or reads no more: what it may not have got is handed out again.
        }
        catch (Exception e)
        {
            LogFailed(Services.Logger, e);
        }
        finally
        {
            _carrier?.End(isBroken);
        }
    }

    /// <summary>A byte of a new request has been read. One that was there before the last reply came with the request before it.</summary>
    public void RequestBegins()
    {
        if (!_isPipelined)
            Arrived = Services.Uptime;
    }

    /// <summary>The reply that is being made hands messages out, to a client that does not count them.</summary>
    public void Carry(Uin uin, long handout) => (_carrier ??= new(Services.Carried, _socket)).Carry(uin, handout);

    /// <summary>Sends the reply to a request, which has been written to <see cref="Output"/>.</summary>
    /// <param name="command">The command of the request.</param>
    /// <param name="reply">The reply.</param>
    /// <param name="keepAlive">Whether another request may follow it, unless it is the last.</param>
    /// <returns>Whether one may, still.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> ReplyAsync(Command command, WireReply reply, bool keepAlive)
    {
        await SendOutAsync(command, reply);
        Slot.Answered();
        _carrier?.Wrote(_written, Output.Sent);
        keepAlive = keepAlive && !reply.IsLast && !Stopping.IsCancellationRequested;
        // A client that closes when it has read its last reply should not find the end of TLS behind that.
        if (!keepAlive && _beneathTls is not null && _carrier is { IsAwaited: true })
            HasClientEnded = await _end.IsClientFirstAsync();
        return keepAlive;
    }

    /// <summary>Sends what has been written to <see cref="Output"/>, at the client's pace.</summary>
    /// <exception cref="IOException">The connection has broken, or the client takes too long.</exception>
    public Task SendAsync() => SendOutAsync(default, null);

    private async Task SendOutAsync(Command command, WireReply? reply)
    {
        _isWriting = true;
        Slot.BeginWriting();
        var begun = Services.Time.GetTimestamp();
        // Read as the arrival of a request is, in one look at the clock. Worked out from two looks it would be off by as long as this
        // thread stood still between them, and a reply would seem to have been written before it was asked for.
        _written = Services.Uptime;
        // Before a client has it, so that whoever asks next finds it counted.
        if (reply is { } answer)
            Services.Figures.Answered(command, answer.Result, _written - Arrived - answer.Held);
        _isPipelined = false;
        _carrier?.Send(Output.End);
        do
            Deadline.Set(begun, Services.Options.ReplyPace.Allows(Output.Credit));
        while (!await SendSomeAsync());
        Deadline.Clear();
        Slot.EndWriting();
        _isWriting = false;
    }

    // A client may answer a reply before this thread has come back from sending its last piece, so both looks come before that.
    // Only where the kernel had no room is the reply written later; what has come by then, from a client that has not confirmed
    // all of it, was sent ahead as well.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> SendSomeAsync()
    {
        _isPipelined |= HasAnotherRequest;
        var flushing = Output.FlushAsync();
        if (flushing.IsCompletedSuccessfully)
            return flushing.Result;
        _carrier?.Hang();
        var isWhole = await flushing;
        _written = Services.Uptime;
        _isPipelined |= isWhole && Output.Sent is { } end && _socket is { } socket && !socket.LookAt(end).HasAll && HasAnotherRequest;
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
