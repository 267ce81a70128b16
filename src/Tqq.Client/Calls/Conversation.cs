using System.Buffers;
using Microsoft.Extensions.Logging;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Requests;

namespace Tqq.Client;

/// <summary>
/// The session, one request after the other (the server replays only the previous one, protocol.md §4). Whatever is documented to go wrong is put
/// right here: a reply that did not come is asked for again with the same SEQ and body, RES=3 is waited out, RES=20 is answered by one login.
/// </summary>
internal sealed class Conversation(TqqClientOptions options, ServerLink link, Inbox inbox, ILogger logger) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly SeqSource _seqs = new(options.TimeProvider);
    private readonly TimeProvider _time = options.TimeProvider;

    // A GetMsgEx whose reply has not come: until it has, nobody knows what is handed out.
    private (Seq Seq, byte[] Body)? _openFetch;

    /// <summary>The key of the session, if it has one.</summary>
    public string? Key { get; private set; } = options.SessionKey;

    /// <summary>The status that a new login has to set again; null for online.</summary>
    public UserStatus? Status { get; set; }

    /// <summary>Whether the last thing that was done is a Logout: then there is no session to keep alive.</summary>
    public bool HasSignedOut { get; private set; }

    /// <summary>What the server asked for at the login: call at least so often, and the session's life without a call (protocol.md §3).</summary>
    public (TimeSpan Heartbeat, TimeSpan Lifetime) Pace { get; private set; } = (TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(300));

    /// <summary>When the last reply came.</summary>
    public long LastReply { get; private set; } = options.TimeProvider.GetTimestamp();

    public async Task LoginAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Nothing has begun yet, so a server that is not there is said at once.
            await LoginInTurnAsync(new(options.RetryBudget, _time), mayBeAbsent: false, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Has a request carried out.</summary>
    public async Task<Answered> AskAsync(Request request, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var clock = new RetryClock(options.RetryBudget, _time);
            if (_openFetch is not null && request is not GetMsgExRequest)
                await AskInTurnAsync(GetMsgExRequest.Instance, clock, cancellationToken).ConfigureAwait(false);
            return await AskInTurnAsync(request, clock, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the session, or leaves it in a state in which nothing is lost. One try, no patience.</summary>
    public async Task EndAsync(bool signOut, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Without a key the next request would acknowledge what the program has not taken: the server is to know that it was not had.
            if (Key is null && (inbox.HasUntaken || _openFetch is not null))
                link.Abort();
            else if (signOut)
                await ExchangeAsync(LogoutRequest.Instance, cancellationToken).ConfigureAwait(false);
            else if (Key is not null && inbox.OwesReceipt)
                await ExchangeAsync(new ListRequest(null, null), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    // The semaphore stays: who waits for a turn still gets it, and hears from the link that it is over.
    public void Dispose() => link.Dispose();

    private async Task<Answered> AskInTurnAsync(Request request, RetryClock clock, CancellationToken cancellationToken)
    {
        var hasLoggedIn = false;
        for (; ; )
        {
            var (head, reply) = await ReplyToAsync(request, clock, mayBeAbsent: true, cancellationToken).ConfigureAwait(false);
            switch (head.Result)
            {
                case ResultCode.Success:
                    if (reply is GetMsgExReply mail)
                        inbox.Put(head.Seq, mail);
                    HasSignedOut = request is LogoutRequest;
                    return new(head, reply);
                case ResultCode.IllegalUin:
                    throw new IllegalUinException(head.Command, request.TargetUin ?? options.Uin);
                case ResultCode.NoSession when hasLoggedIn:
                    throw new SessionLostException(head.Command);
                case ResultCode.NoSession:
                    logger.SessionGone(options.Uin, head.Command);
                    await LoginInTurnAsync(clock, mayBeAbsent: true, cancellationToken).ConfigureAwait(false);
                    hasLoggedIn = true;
                    break;
                default:
                    var wait = clock.NextWait() ?? throw new DeniedException(head.Command);
                    logger.Denied(head.Command, wait);
                    await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
    }

    private async Task LoginInTurnAsync(RetryClock clock, bool mayBeAbsent, CancellationToken cancellationToken)
    {
        Key = null;
        for (; ; )
        {
            var (head, reply) = await ReplyToAsync(new LoginRequest(options.PasswordMd5!, options.ClientCode), clock, mayBeAbsent, cancellationToken).ConfigureAwait(false);
            switch (reply)
            {
                case LoginReply welcome:
                    Key = welcome.Key;
                    Pace = (TimeSpan.FromSeconds(Math.Max(1, welcome.Heartbeat)), TimeSpan.FromSeconds(Math.Max(1, welcome.Lifetime)));
                    logger.LoggedIn(options.Uin, options.Server);
                    if (Status is { } status)
                        await ReplyToAsync(new ChangeStatRequest((uint)status), clock, mayBeAbsent: true, cancellationToken).ConfigureAwait(false);
                    return;
                case LoginFailedReply failed:
                    throw new LoginFailedException(options.Uin, failed.Reason);
            }

            if (head.Result == ResultCode.IllegalUin)
                throw new IllegalUinException(Command.Login, options.Uin);
            var wait = clock.NextWait() ?? throw new DeniedException(Command.Login);
            await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    // Until a reply has come, whatever it says. What the server may have carried out goes out again as it was, byte for byte.
    private async Task<Answered> ReplyToAsync(Request request, RetryClock clock, bool mayBeAbsent, CancellationToken cancellationToken)
    {
        var (seq, body) = Prepare(request);
        var (silences, marks) = (0, 1);
        for (; ; )
        {
            var exchange = await link.AskAsync(body, request.HasTwoReplies, cancellationToken).ConfigureAwait(false);
            switch (exchange.Outcome)
            {
                case LinkOutcome.ReplyCame:
                    var answered = Read(request, seq, exchange.Body);
                    LastReply = _time.GetTimestamp();
                    _openFetch = null;
                    return answered;
                case LinkOutcome.Garbled:
                    throw new UnexpectedReplyException(request.Command, exchange.Cause!.Message);
                case LinkOutcome.Stale:
                    continue;
                case LinkOutcome.Silent when ++silences > 1:
                    // Asked twice for the same and told nothing twice: it was not carried out. The server of 2006 swallows a text now and then (§7).
                    if (request is not CltMsgRequest || marks == 3)
                    {
                        _openFetch = null;
                        throw new NoReplyException(request.Command);
                    }

                    logger.Silent(request.Command);
                    (seq, body) = Prepare(request);
                    (silences, marks) = (0, marks + 1);
                    continue;
                case LinkOutcome.Unreachable when !mayBeAbsent || clock.Elapsed > (options.ConnectBudget ?? options.RetryBudget):
                    throw new ServerUnreachableException(options.Server, "cannot be reached", exchange.Cause);
                default:
                    var wait = clock.NextWait() ?? throw new ServerUnreachableException(
                        options.Server, exchange.Outcome == LinkOutcome.Unreachable ? "cannot be reached" : "did not complete a reply", exchange.Cause);
                    logger.AsksAgain(exchange.Cause, request.Command, exchange.Outcome, wait);
                    await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
                    continue;
            }
        }
    }

    private async Task ExchangeAsync(Request request, CancellationToken cancellationToken) =>
        await link.AskAsync(Prepare(request).Body, request.HasTwoReplies, cancellationToken).ConfigureAwait(false);

    private (Seq Seq, byte[] Body) Prepare(Request request)
    {
        if (request is GetMsgExRequest && _openFetch is { } open)
            return open;
        var seq = _seqs.Next();
        var isLogin = request is LoginRequest;
        var key = isLogin && options.UseSessionKey ? "?" : Key;
        var writer = new ArrayBufferWriter<byte>(256);
        RequestWriter.Write(new(ProtocolVersion.V11, request.Command, seq, options.Uin, key, key is null ? null : inbox.Receipt()), request, writer);
        var body = writer.WrittenSpan.ToArray();
        if (request is GetMsgExRequest)
            _openFetch = (seq, body);
        return (seq, body);
    }

    private static Answered Read(Request request, Seq seq, byte[] body)
    {
        if (!ReplyParser.TryParse(body, out var head, out var reply, out var failure))
            throw new UnexpectedReplyException(request.Command, failure.ToString());
        if (head.Command != request.Command || head.Seq != seq)
            throw new UnexpectedReplyException(request.Command, "it belongs to another request");
        return new(head, reply);
    }
}
