using System.Buffers;
using System.Net.Sockets;
using Tqq.Client;
using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Http;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Requests;
using Request = Tqq.Protocol.Requests.Request;

namespace Tqq.Load.Driving;

/// <summary>A place for one request under way, with its buffers; used again and again, by one account after the other.</summary>
/// <param name="connections">Where connections come from.</param>
/// <param name="host">The value of `Host`.</param>
/// <param name="timeout">How long a request may take.</param>
internal sealed class Lane(ClientSockets connections, string host, TimeSpan timeout)
{
    private readonly ArrayBufferWriter<byte> _body = new();
    private readonly ArrayBufferWriter<byte> _request = new();
    private readonly Lock _lock = new();
    private byte[] _reply = new byte[2048];
    private int _filled;
    private Stream? _stream;
    private IDisposable? _open;
    private bool _keeps;
    private bool _isGivenUp;
    private long _deadline = long.MaxValue;

    /// <summary>Sends a request and reads its reply. <see cref="FinishAsync"/> has to follow.</summary>
    public async Task<(RequestOutcome Outcome, Reply? Reply)> AskAsync(int account, RequestHead head, Request request)
    {
        Write(head, request);
        lock (_lock)
            (_isGivenUp, _deadline) = (false, Environment.TickCount64 + (long)timeout.TotalMilliseconds);
        while (true)
        {
            var kept = connections.Take(account);
            try
            {
                Use(kept ?? (IDisposable)connections.Create(account));
                if (kept is null)
                    Use(await connections.ConnectAsync((Socket)_open!).ConfigureAwait(false));
                _stream = (Stream)_open!;
            }
            catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or TqqException)
            {
                return (_isGivenUp ? RequestOutcome.TimedOut : RequestOutcome.NoConnection, null);
            }

            var outcome = await ExchangeAsync().ConfigureAwait(false);
            if (kept is null || _filled > 0 || outcome is not (RequestOutcome.Broken or RequestOutcome.NoReply))
                return outcome == RequestOutcome.Done ? Read(head) : (outcome, null);
            // The server had closed it before: the request goes out again, byte for byte, so that it is not
            // carried out twice (protocol.md §4).
            connections.CountReconnect();
            Close();
        }
    }

    /// <summary>
    /// Ends with the connection: keeps it, or waits for the server to close it first, because the end that closes
    /// first cannot use the port again soon.
    /// </summary>
    public async Task FinishAsync(int account)
    {
        try
        {
            if (_keeps && !_isGivenUp)
            {
                var kept = _stream!;
                lock (_lock)
                    (_open, _stream) = (null, null);
                connections.Keep(account, kept);
            }
            else if (_filled > 0 && _stream is { } ending)
            {
                await ending.ReadAsync(_reply.AsMemory()).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It is over, this way or that.
        }

        Close();
        lock (_lock)
            _deadline = long.MaxValue;
    }

    /// <summary>
    /// Takes the connection from under a request that has waited for too long. One look at all lanes now and then is
    /// cheaper than a timer for each request.
    /// </summary>
    public void GiveUpIfLate()
    {
        lock (_lock)
        {
            if (Environment.TickCount64 < _deadline)
                return;
            _isGivenUp = true;
            _open?.Dispose();
        }
    }

    private void Write(RequestHead head, Request request)
    {
        _body.ResetWrittenCount();
        _request.ResetWrittenCount();
        RequestWriter.Write(head, request, _body);
        RequestBlock.Write(_request, host, _body.WrittenSpan, connections.IsKeeping);
    }

    // A socket first, and what is spoken over once it is connected.
    private void Use(IDisposable open)
    {
        lock (_lock)
        {
            _open = open;
            _filled = 0;
            _keeps = false;
            if (_isGivenUp)
                open.Dispose();
        }
    }

    private void Close()
    {
        lock (_lock)
        {
            _open?.Dispose();
            (_open, _stream) = (null, null);
        }
    }

    private async Task<RequestOutcome> ExchangeAsync()
    {
        var stream = _stream!;
        try
        {
            await stream.WriteAsync(_request.WrittenMemory).ConfigureAwait(false);
            while (true)
            {
                if (_filled == _reply.Length)
                    Array.Resize(ref _reply, _reply.Length * 2);
                var count = await stream.ReadAsync(_reply.AsMemory(_filled)).ConfigureAwait(false);
                if (count == 0)
                    return _filled == 0 ? RequestOutcome.NoReply : RequestOutcome.Broken;
                _filled += count;
                var isThere = ReplyBlockReader.TryRead(_reply.AsSpan(0, _filled), out var head);
                if (isThere == false || head is { ContentLength: null, Length: > 0 })
                    return RequestOutcome.Garbled;
                if (isThere == true && _filled >= head.Length + head.ContentLength)
                {
                    _keeps = connections.IsKeeping && head.KeepsAlive;
                    return RequestOutcome.Done;
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return _isGivenUp ? RequestOutcome.TimedOut : RequestOutcome.Broken;
        }
    }

    // The answer to another request is none.
    private (RequestOutcome Outcome, Reply? Reply) Read(RequestHead asked)
    {
        _ = ReplyBlockReader.TryRead(_reply.AsSpan(0, _filled), out var block);
        if (block.Status != 200 || !ReplyParser.TryParse(_reply.AsSpan(block.Length, block.ContentLength!.Value), out var head,
            out var reply, out _) || head.Seq != asked.Seq || head.Uin != asked.Uin)
            return (RequestOutcome.Garbled, null);
        return head.Result switch
        {
            ResultCode.Success => (RequestOutcome.Done, reply),
            ResultCode.Denied => (RequestOutcome.Refused, null),
            ResultCode.NoSession => (RequestOutcome.NoSession, null),
            _ => (RequestOutcome.NoAccount, null),
        };
    }
}
