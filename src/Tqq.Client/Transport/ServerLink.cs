using System.Buffers;
using System.Net.Sockets;
using Tqq.Protocol.Http;

namespace Tqq.Client;

/// <summary>The connection to the server: made when it is needed, kept while the server keeps it, made anew when it is gone. One request at a time.</summary>
internal sealed class ServerLink(Uri server, TimeSpan timeout, TimeProvider time) : IDisposable
{
    private const int DefaultPort = 8000;

    private readonly string _host = $"{(server.IsDefaultPort ? server.Host : server.Authority)}{(server.IsDefaultPort ? $":{DefaultPort}" : "")}";
    private readonly ArrayBufferWriter<byte> _request = new();
    private byte[] _buffer = new byte[4096];
    private int _filled;
    private Socket? _socket;
    private volatile bool _isDisposed;

    /// <summary>Sends a request and reads its reply.</summary>
    /// <param name="body">The body.</param>
    /// <param name="isLast">Whether the connection is closed after it: there may be a second reply then, which is read and dropped (protocol.md §5.3).</param>
    /// <param name="cancellationToken">Ends the connection at once.</param>
    /// <exception cref="ObjectDisposedException">The link is over, perhaps since the request went out.</exception>
    public async Task<Exchange> AskAsync(ReadOnlyMemory<byte> body, bool isLast, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        using var patience = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var isFresh = _socket is null;
        try
        {
            if (isFresh)
                await ConnectAsync(either.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Exchange.Of(LinkOutcome.Unreachable, e is SocketException ? e : null);
        }

        try
        {
            _request.ResetWrittenCount();
            RequestBlock.Write(_request, _host, body.Span, keepAlive: !isLast);
            await SendAsync(_request.WrittenMemory, either.Token).ConfigureAwait(false);
            return await ReadAsync(isFresh, isLast, either.Token).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            Close();
            return Exchange.Of(isFresh || _filled > 0 ? LinkOutcome.Broken : LinkOutcome.Stale, e);
        }
        catch (OperationCanceledException)
        {
            Abort();
            cancellationToken.ThrowIfCancellationRequested();
            return Exchange.Of(LinkOutcome.Broken, new TimeoutException($"no reply within {timeout.TotalSeconds:0} s"));
        }
    }

    /// <summary>Ends the connection with a reset: the server shall know that what it sent last may not have been had.</summary>
    public void Abort()
    {
        if (_socket is { } socket)
            socket.LingerState = new LingerOption(true, 0);
        Close();
    }

    public void Dispose()
    {
        // A request may be under way: its socket is taken from under it, but not from its hands.
        _isDisposed = true;
        _socket?.Dispose();
    }

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server.IdnHost, server.IsDefaultPort ? DefaultPort : server.Port, cancellationToken).ConfigureAwait(false);
            _socket = socket;
            if (_isDisposed)
                socket.Dispose();
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        _filled = 0;
        while (!bytes.IsEmpty)
            bytes = bytes[await _socket!.SendAsync(bytes, cancellationToken).ConfigureAwait(false)..];
    }

    private async Task<Exchange> ReadAsync(bool isFresh, bool isLast, CancellationToken cancellationToken)
    {
        ReplyBlockHead? head = null;
        for (; ; )
        {
            if (_filled == _buffer.Length)
                Array.Resize(ref _buffer, _buffer.Length * 2);
            var count = await _socket!.ReceiveAsync(_buffer.AsMemory(_filled), cancellationToken).ConfigureAwait(false);
            _filled += count;
            if (head is null && _filled > 0)
            {
                var isThere = ReplyBlockReader.TryRead(_buffer.AsSpan(0, _filled), out var read);
                if (isThere == false || _filled > ReplyBlockReader.MaxBody)
                    return Garbled("it is no HTTP");
                if (isThere == true)
                    head = read;
            }

            if (head is { } known && (known.ContentLength is { } length ? _filled >= known.Length + length : count == 0))
                return await FinishAsync(known, count == 0, isLast, cancellationToken).ConfigureAwait(false);
            if (_filled > ReplyBlockReader.MaxBody + ReplyBlockReader.MaxHead)
                return Garbled("it is too long");
            if (count > 0)
                continue;
            Close();
            return Exchange.Of(_filled > 0 ? LinkOutcome.Broken : isFresh ? LinkOutcome.Silent : LinkOutcome.Stale);
        }
    }

    private async Task<Exchange> FinishAsync(ReplyBlockHead head, bool hasEnded, bool isLast, CancellationToken cancellationToken)
    {
        var end = head.ContentLength is { } length ? head.Length + length : _filled;
        var body = _buffer.AsSpan(head.Length, end - head.Length).ToArray();
        if (isLast && !hasEnded)
            await DrainAsync(cancellationToken).ConfigureAwait(false);
        // Bytes behind a reply belong to nothing that was asked.
        if (hasEnded || isLast || !head.KeepsAlive || _filled > end)
            Close();
        // 5xx is what something in between says while the server is away.
        return head.Status == 200 ? new(LinkOutcome.ReplyCame, body) : Exchange.Of(head.Status >= 500 ? LinkOutcome.Broken : LinkOutcome.Garbled, new InvalidDataException($"HTTP status {head.Status}"));
    }

    // The answer is here already: whatever happens to what follows it does not matter.
    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        var scratch = ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            for (var left = ReplyBlockReader.MaxBody; left > 0;)
            {
                var count = await _socket!.ReceiveAsync(scratch, cancellationToken).ConfigureAwait(false);
                if (count == 0)
                    return;
                left -= count;
            }
        }
        catch (SocketException)
        {
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }

    private Exchange Garbled(string what)
    {
        Close();
        return Exchange.Of(LinkOutcome.Garbled, new InvalidDataException(what));
    }
}
