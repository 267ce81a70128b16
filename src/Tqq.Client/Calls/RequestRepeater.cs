using System.Buffers;
using Microsoft.Extensions.Logging;
using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Requests;

namespace Tqq.Client;

/// <summary>
/// Gets the reply to one request. A request whose reply did not come goes out again as it was, byte for byte, so that the
/// server answers from memory what it has carried out (protocol.md §4). A text carries a key, by which the server knows it
/// whenever and however it comes again.
/// </summary>
internal sealed class RequestRepeater(TqqClientOptions options, ServerLink link, Inbox inbox, ILogger logger)
{
    // So often a text is asked for under another SEQ where the server swallows it.
    private const int MostMarks = 3;

    // So often a first login is repeated to a server that has not completed a single reply yet.
    private const int MostCutOff = 3;

    private readonly SeqSource _seqs = new(options.TimeProvider);
    private readonly TimeProvider _time = options.TimeProvider;
    private (Seq Seq, byte[] Body)? _openFetch;

    /// <summary>Whether a GetMsgEx went out whose reply has not come: until it has, nobody knows what is handed out.</summary>
    public bool HasOpenFetch => _openFetch is not null;

    /// <summary>When the last reply came.</summary>
    public long LastReply { get; private set; } = options.TimeProvider.GetTimestamp();

    /// <summary>Asks until a reply has come, whatever it says.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="key">The key of the session, `?` to get one, null for a session without.</param>
    /// <param name="clock">How long it may take.</param>
    /// <param name="mayBeAbsent">Whether a server that is not there is tried again.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="TqqException">No reply came, or something that is none.</exception>
    public async Task<Answered> AskAsync(Request request, string? key, RetryClock clock, bool mayBeAbsent,
        CancellationToken cancellationToken)
    {
        var (seq, body) = Prepare(request, key);
        var (silences, marks, cutOff) = (0, 1, 0);
        for (; ; )
        {
            var exchange = await ExchangeAsync(request, body, clock, cancellationToken).ConfigureAwait(false);
            switch (exchange.Outcome)
            {
                case LinkOutcome.ReplyCame:
                    var answered = Read(request, seq, exchange.Body, clock);
                    link.IsKnown = true;
                    LastReply = _time.GetTimestamp();
                    _openFetch = null;
                    inbox.Heard();
                    return answered;
                case LinkOutcome.Foreign:
                    throw link.IsKnown ? new UnexpectedReplyException(request.Command, exchange.Cause!.Message.TrimEnd('.'))
                        : exchange.Cause!;
                case LinkOutcome.Stale:
                    continue;
                case LinkOutcome.Silent when ++silences > 1:
                    // The same request got nothing twice. The server of 2006 swallows a text now and then (§7). One that knows keys says so
                    // that it does not know whether the text is on its disk (§4), and that will change.
                    if (request is not CltMsgRequest || (marks++ == MostMarks && !inbox.IsNumbered) || clock.NextWait() is not { } pause)
                    {
                        _openFetch = null;
                        throw new NoReplyException(request.Command);
                    }

                    logger.Silent(request.Command, pause);
                    await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(false);
                    (seq, body) = Prepare(request, key);
                    silences = 0;
                    continue;
                case LinkOutcome.Unreachable when !mayBeAbsent || clock.Elapsed > (options.ConnectBudget ?? options.RetryBudget):
                    throw new ServerUnreachableException(options.Server, "cannot be reached", exchange.Cause);
                case LinkOutcome.Broken when !link.IsKnown && !mayBeAbsent && ++cutOff == MostCutOff:
                    throw new ForeignServerException(options.Server, ForeignAnswer.CutOff, "", exchange.Cause);
                default:
                    // A server that went away in between has not answered with silence.
                    silences = exchange.Outcome == LinkOutcome.Unreachable ? 0 : silences;
                    var wait = clock.NextWait() ?? throw new ServerUnreachableException(
                        options.Server, exchange.Outcome == LinkOutcome.Unreachable ? "cannot be reached"
                            : "did not complete a reply", exchange.Cause);
                    logger.AsksAgain(exchange.Cause, request.Command, exchange.Outcome, wait);
                    await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
                    continue;
            }
        }
    }

    /// <summary>Asks once, and does not look at what comes back.</summary>
    public Task AskOnceAsync(Request request, string? key, CancellationToken cancellationToken) =>
        link.AskAsync(Prepare(request, key).Body, request.HasTwoReplies, cancellationToken);

    private async Task<LinkResult> ExchangeAsync(Request request, byte[] body, RetryClock clock, CancellationToken cancellationToken)
    {
        var isAnswered = false;
        try
        {
            var exchange = await link.AskAsync(body, request.HasTwoReplies, cancellationToken).ConfigureAwait(false);
            isAnswered = exchange.Outcome == LinkOutcome.ReplyCame;
            return exchange;
        }
        finally
        {
            clock.HasTextInDoubt |= request is CltMsgRequest && link.HasGoneOut && !isAnswered;
        }
    }

    private (Seq Seq, byte[] Body) Prepare(Request request, string? key)
    {
        if (request is GetMsgExRequest && _openFetch is { } open)
            return open;
        var seq = _seqs.Next();
        var writer = new ArrayBufferWriter<byte>(256);
        RequestWriter.Write(new(ProtocolVersion.V11, request.Command, seq, options.Uin, key, key is null ? null : inbox.Receipt()), request,
            writer);
        var body = writer.WrittenSpan.ToArray();
        if (request is GetMsgExRequest)
            _openFetch = (seq, body);
        return (seq, body);
    }

    // A reply that is out of step, or none at all, ends the connection: else every later reply would be taken for
    // that of the request after its own.
    private Answered Read(Request request, Seq seq, byte[] body, RetryClock clock)
    {
        var isReply = ReplyParser.TryParse(body, out var head, out var reply, out var failure);
        if (isReply && head.Command == request.Command && head.Seq == seq)
            return new(head, reply!);
        clock.HasTextInDoubt |= request is CltMsgRequest;
        link.Break();
        if (isReply)
            throw new UnexpectedReplyException(request.Command, "it belongs to another request");
        var why = ReplyFailureInWords.Of(failure);
        throw link.IsKnown ? new UnexpectedReplyException(request.Command, why)
            : new ForeignServerException(options.Server, ForeignAnswer.OtherHttp, why);
    }
}

/// <summary>
/// The tries of one call: how long it may still be tried, how long to wait before the next try, and what earlier tries have left open.
/// </summary>
internal sealed class RetryClock(TimeSpan budget, TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly long _start = time.GetTimestamp();
    private TimeSpan _next = First;

    /// <summary>For how long the call has been tried.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>Whether a text went out and no reply to it came: it may have been taken.</summary>
    public bool HasTextInDoubt { get; set; }

    /// <summary>The wait before the next try, twice the one before; null when the budget is used up.</summary>
    public TimeSpan? NextWait()
    {
        var wait = _next;
        _next = _next * 2 < Longest ? _next * 2 : Longest;
        return Elapsed + wait <= budget ? wait : null;
    }
}

/// <summary>
/// Marks for requests: each larger than all before it, also than those of an earlier run of the program, because they begin at the
/// microseconds of the calendar and no client asks a million times a second. So two programs of one session, begun together, do not share
/// marks either: the server would take the second of two equal texts for a repetition of the first (protocol.md §4).
/// </summary>
internal sealed class SeqSource(TimeProvider time)
{
    private ulong _last = (ulong)(time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public Seq Next() => new(++_last);
}

/// <summary>A request was carried out (RES=0) and this came back.</summary>
internal readonly record struct Answered(ReplyHead Head, Reply Reply);
