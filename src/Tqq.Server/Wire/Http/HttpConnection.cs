using System.Buffers;
using System.Runtime.CompilerServices;
using Tqq.Server.Wire.Commands;
using Tqq.Server.Wire.Connections;
using Tqq.Server.Wire.Admission;

namespace Tqq.Server.Wire.Http;

/// <summary>A connection that speaks HTTP: one reply to each request, in order (protocol.md §1).</summary>
/// <param name="connection">The connection.</param>
/// <param name="server">The value of `Server`.</param>
internal sealed class HttpConnection(WireConnection connection, byte[] server) : IWireDialect
{
    private readonly WireServices _services = connection.Services;
    private readonly RequestAnswerer _answerer = new(connection);

    // What a request awaits takes its state from a pool: polls are most of what a server does, and should leave nothing to collect.
    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> ServeOneAsync()
    {
        switch (await ReadAsync())
        {
            case { Request: { } request, KeepAlive: var keepAlive }:
                return await AnswerAsync(request, keepAlive);
            case { Page: { } page }:
                await SendAsync(page);
                return false;
            default:
                return false; // NULL, or the client has ended
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<HttpIncoming> ReadAsync()
    {
        var framer = default(RequestFramer);
        var (begun, hasContinued) = (0L, false);
        connection.Deadline.Set(_services.Options.IdleTimeout);
        for (; ; )
        {
            var result = await connection.Input.ReadAsync();
            var buffer = result.Buffer;
            var examined = buffer.End;
            try
            {
                var hasBegun = framer.HasBegun;
                var isComplete = framer.TryRead(ref buffer, out var body, out var refusal);
                if (framer.HasBegun && !hasBegun)
                    connection.RequestBegins();
                if (refusal is not null)
                    return Refuse(refusal);
                if (isComplete)
                {
                    examined = buffer.Start;
                    connection.Deadline.Clear();
                    return Understand(framer.Head.GetValueOrDefault(), body);
                }

                if (result.IsCompleted && framer.HasBegun)
                    _services.Log.Null(connection.Address,
                        "the client ended the connection before its request was whole (is its Content-Length right?)");
                connection.HasClientEnded = result.IsCompleted;
                if (result.IsCompleted || connection.Slot.Activity == ConnectionActivity.Evicted || (result.IsCanceled && !framer.HasBegun))
                    return default;
                if (result.IsCanceled && connection.Deadline.HasPassed)
                    return Refuse(Refusal.TooSlow);
            }
            finally
            {
                connection.Input.AdvanceTo(buffer.Start, examined);
            }

            if (!framer.HasBegun)
                continue;
            if (framer.Head is { ExpectsContinue: true } && !hasContinued)
            {
                hasContinued = true;
                await SendAsync(PlainHttp.Continue.ToArray());
            }

            // Most requests come in one piece and never get here.
            begun = begun == 0 ? _services.Time.GetTimestamp() : begun;
            connection.Deadline.Set(begun, _services.Options.RequestTimeout);
        }
    }

    private HttpIncoming Refuse(Refusal refusal)
    {
        _services.Log.HeadRefused(connection.Address, refusal.Status, refusal.Text);
        return new() { Page = PlainHttp.Refuse(refusal) };
    }

    private HttpIncoming Understand(in Head head, in ReadOnlySequence<byte> body)
    {
        if (head.Method != HeadMethod.Post)
            return new() { Page = PlainHttp.Welcome(_services.Options.WebAddress(), withBody: head.Method == HeadMethod.Get) };
        var frame = new RequestFrame(head.IsForm, IsShort: !head.HasTarget, IsByKeyOnly: IsForForeignPage(head));
        return new() { Request = _services.Read(body, frame, connection.Address, connection.Arrived), KeepAlive = head.KeepAlive };
    }

    // Any page of the web could otherwise act in the session of its reader's address (§1.2).
    private bool IsForForeignPage(in Head head) =>
        head.Origin is { } origin && !_services.Options.BrowserOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> AnswerAsync(ReceivedRequest request, bool keepAlive)
    {
        var reply = await _answerer.AnswerAsync(request);
        if (reply.Reply is null)
        {
            _services.Figures.Unanswered(request.Head.Command);
            return false;
        }

        HttpReply.Write(request.Head, reply, server, connection.Output.Writer);
        return await connection.ReplyAsync(request.Head.Command, reply, keepAlive);
    }

    private async Task SendAsync(byte[] bytes)
    {
        connection.Output.Writer.Write(bytes);
        await connection.SendAsync();
    }

    // A request that was understood, something that gets a page of ordinary HTTP, or neither, when the
    // connection is to close without a word.
    private readonly record struct HttpIncoming
    {
        /// <summary>The request.</summary>
        public ReceivedRequest? Request { get; init; }

        /// <summary>Whether the connection stays open after its reply.</summary>
        public bool KeepAlive { get; init; }

        /// <summary>The page; the connection closes after it.</summary>
        public byte[]? Page { get; init; }
    }
}
