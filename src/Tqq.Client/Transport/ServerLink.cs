using System.Buffers;
using System.Net.Sockets;
using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Http;
using Tqq.Protocol.Requests;

namespace Tqq.Client;

/// <summary>
/// The connection to the server: made when it is needed, kept while the server keeps it, made anew when it is gone. One request at a time.
/// </summary>
/// <param name="options">Where the server is, and how long it may take.</param>
internal sealed class ServerLink(TqqClientOptions options) : IDisposable
{
    // The system's own number: nobody logs in as it (protocol.md §3), so a request in its name is answered at once and changes nothing.
    private const uint NobodysUin = 10000;

    private readonly ArrayBufferWriter<byte> _request = new();
    private readonly ReplyBuffer _reply = new();
    private readonly TimeProvider _time = options.TimeProvider;
    private ServerConnection? _connection;
    private volatile bool _isDisposed;

    /// <summary>Whether the server has answered as HTTP QQ does. Until then it may be anything, and is not waited for long.</summary>
    public bool IsKnown { get; set; }

    /// <summary>Whether the last request has gone out, or a part of it.</summary>
    public bool HasGoneOut { get; private set; }

    /// <summary>Sends a request and reads its reply.</summary>
    /// <param name="body">The body.</param>
    /// <param name="isLast">
    /// Whether the connection is closed after it: there may be a second reply then, which is read and dropped (protocol.md §5.3).
    /// </param>
    /// <param name="cancellationToken">Ends the connection at once.</param>
    /// <exception cref="ObjectDisposedException">The link is over, perhaps since the request went out.</exception>
    public async Task<LinkResult> AskAsync(ReadOnlyMemory<byte> body, bool isLast, CancellationToken cancellationToken)
    {
        HasGoneOut = false;
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        if (_connection?.HasEnded == true)
        {
            _connection.Dispose();
            _connection = null;
        }

        if (_connection is null && await ConnectAsync(cancellationToken).ConfigureAwait(false) is { } failed)
            return failed;
        var connection = _connection!;
        using var patience = new CancellationTokenSource(options.ReplyTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            _reply.Clear();
            _request.ResetWrittenCount();
            RequestBlock.Write(_request, options.Server.Authority, body.Span, keepAlive: !isLast);
            HasGoneOut = true;
            await connection.Stream.WriteAsync(_request.WrittenMemory, either.Token).ConfigureAwait(false);
            return await ReadAsync(connection, isLast, either.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            Break();
            return LinkResult.Of(connection.IsUsed && _reply.IsEmpty ? LinkOutcome.Stale : LinkOutcome.Broken, e);
        }
        catch (OperationCanceledException)
        {
            Break();
            cancellationToken.ThrowIfCancellationRequested();
            return LinkResult.Of(LinkOutcome.Broken, new TimeoutException($"no reply within {options.ReplyTimeout.TotalSeconds:0} s"));
        }
    }

    /// <summary>
    /// Ends the connection with a reset, so that nothing that still comes over it is taken for the answer to what is asked next.
    /// </summary>
    public void Break()
    {
        _connection?.Abort();
        _connection = null;
    }

    public void Dispose()
    {
        // A request may be under way: its connection is taken from under it.
        _isDisposed = true;
        _connection?.Dispose();
    }

    private async Task<LinkResult?> ConnectAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.ConnectTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            _connection = await ServerConnection.OpenAsync(options.Server, options.TrustedRoots, either.Token).ConfigureAwait(false);
            if (_isDisposed)
                _connection.Dispose();
            return null;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return LinkResult.Of(LinkOutcome.Unreachable, e);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return LinkResult.Of(LinkOutcome.Unreachable,
                new TimeoutException($"no connection within {options.ConnectTimeout.TotalSeconds:0} s"));
        }
    }

    private async Task<LinkResult> ReadAsync(ServerConnection connection, bool isLast, CancellationToken cancellationToken)
    {
        var first = connection.Stream.ReadAsync(_reply.Room(), cancellationToken).AsTask();
        if (!IsKnown && !await ComesSoonAsync(first, cancellationToken).ConfigureAwait(false))
            return Foreign(ForeignAnswer.Nothing, "");
        for (var count = await first.ConfigureAwait(false); ; count = await connection.Stream.ReadAsync(_reply.Room(), cancellationToken)
            .ConfigureAwait(false))
        {
            switch (_reply.Add(count))
            {
                case true:
                    return await FinishAsync(connection, count == 0, isLast, cancellationToken).ConfigureAwait(false);
                case false:
                    var (answer, detail) = _reply.Describe();
                    return Foreign(answer, detail);
                case null when count == 0:
                    Break();
                    return LinkResult.Of(!_reply.IsEmpty ? LinkOutcome.Broken : connection.IsUsed ? LinkOutcome.Stale : LinkOutcome.Silent);
            }
        }
    }

    private async Task<LinkResult> FinishAsync(ServerConnection connection, bool hasEnded, bool isLast, CancellationToken cancellationToken)
    {
        if (_reply.Head.Status != 200)
        {
            // 5xx is what something in between says while the server is away.
            var (answer, detail) = _reply.Describe();
            return Foreign(answer, detail) with { Outcome = _reply.Head.Status >= 500 && IsKnown ? LinkOutcome.Broken
                : LinkOutcome.Foreign };
        }

        if (isLast && !hasEnded)
            await DrainAsync(connection, cancellationToken).ConfigureAwait(false);
        connection.IsUsed = true;
        if (hasEnded || isLast || !_reply.Head.KeepsAlive || _reply.HasMore)
        {
            connection.Dispose();
            _connection = null;
        }

        return new(LinkOutcome.ReplyCame, _reply.Body);
    }

    // A login is held back for up to 20 s after wrong passwords (protocol.md §5.1). Whether that is so shows on a second connection.
    private async Task<bool> ComesSoonAsync(Task<int> first, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var patience = Task.Delay(options.FirstByteTimeout, _time, enough.Token);
        if (await Task.WhenAny(first, patience).ConfigureAwait(false) == patience && !cancellationToken.IsCancellationRequested)
            return await AnswersNobodyAsync(cancellationToken).ConfigureAwait(false) || first.IsCompleted;
        await enough.CancelAsync().ConfigureAwait(false);
        return true;
    }

    private async Task<bool> AnswersNobodyAsync(CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>();
        RequestWriter.Write(new(ProtocolVersion.V11, Command.List, new(1), NobodysUin), new ListRequest(null, null), body);
        using var second = new ServerLink(options.With(replyTimeout: options.FirstByteTimeout)) { IsKnown = true };
        try
        {
            var exchange = await second.AskAsync(body.WrittenMemory, isLast: false, cancellationToken).ConfigureAwait(false);
            return exchange.Outcome == LinkOutcome.ReplyCame && ReplyParser.TryParse(exchange.Body, out _, out _, out _);
        }
        catch (TqqException)
        {
            return false;
        }
    }

    // The answer is here already: whatever happens to what follows it does not matter.
    private static async Task DrainAsync(ServerConnection connection, CancellationToken cancellationToken)
    {
        var scratch = ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            for (var left = ReplyBlockReader.MaxBody; left > 0;)
            {
                var count = await connection.Stream.ReadAsync(scratch, cancellationToken).ConfigureAwait(false);
                if (count == 0)
                    return;
                left -= count;
            }
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }

    private LinkResult Foreign(ForeignAnswer answer, string detail)
    {
        Break();
        return LinkResult.Of(LinkOutcome.Foreign, new ForeignServerException(options.Server, answer, detail));
    }
}
