using Microsoft.Extensions.Logging;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Requests;

namespace Tqq.Client;

/// <summary>
/// The session, one request after the other (the server replays only the previous one, protocol.md §4). What a server is documented to
/// refuse is put right here: RES=3 is waited out, RES=20 is answered by one login, unless another login took the session.
/// </summary>
internal sealed class ClientSession(TqqClientOptions options, ServerLink link, Inbox inbox, ILogger logger) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly RequestRepeater _repeater = new(options, link, inbox, logger);
    private readonly SessionLosses _losses = new(options.TimeProvider);
    private readonly TimeProvider _time = options.TimeProvider;

    /// <summary>The key of the session, if it has one.</summary>
    public string? Key { get; private set; } = options.SessionKey;

    /// <summary>The status that a new login has to set again; null for online.</summary>
    public UserStatus? Status { get; set; }

    /// <summary>Whether the last thing that was done is a Logout: then there is no session to keep alive.</summary>
    public bool HasSignedOut { get; private set; }

    /// <summary>Why this client says nothing more; null while it does.</summary>
    public LoggedInElsewhereException? Stopped { get; private set; }

    /// <summary>
    /// What the server asked for at the login: call at least so often, and the session's life without a call (protocol.md §3).
    /// </summary>
    public (TimeSpan Heartbeat, TimeSpan Lifetime) Pace { get; private set; } = (TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(300));

    /// <summary>When the last reply came.</summary>
    public long LastReply => _repeater.LastReply;

    /// <summary>Begins the session. Nothing has begun yet, so a server that is not there is said at once.</summary>
    public Task LoginAsync(CancellationToken cancellationToken) =>
        InTurnAsync(() => LoginInTurnAsync(new(options.RetryBudget, _time), mayBeAbsent: false, cancellationToken), cancellationToken);

    /// <summary>Has a request carried out.</summary>
    /// <exception cref="TqqException">It was refused, or could not be asked.</exception>
    public Task<Answered> AskAsync(Request request, CancellationToken cancellationToken) =>
        AskAsync(request, new(options.RetryBudget, _time), cancellationToken);

    /// <summary>Has a text sent.</summary>
    /// <param name="text">The text and its key.</param>
    /// <param name="message">What to say where it is not known to have been taken.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InDoubtException">It may have been taken.</exception>
    /// <exception cref="SendCanceledException">
    /// The call was cancelled, or the client disposed with the text on its way; the text may have been taken.
    /// </exception>
    /// <exception cref="TqqException">It was not taken.</exception>
    public async Task SendAsync(CltMsgRequest text, MessageOnItsWay message, CancellationToken cancellationToken)
    {
        var clock = new RetryClock(options.RetryBudget, _time);
        try
        {
            await AskAsync(text, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TqqException e) when (clock.HasTextInDoubt && e is not IllegalUinException)
        {
            throw message.InDoubt(e);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            throw message.Canceled(e, clock.HasTextInDoubt);
        }
        catch (ObjectDisposedException e) when (clock.HasTextInDoubt)
        {
            throw message.Canceled(new("The client has been disposed.", e), isInDoubt: true);
        }
    }

    /// <summary>GetMsgEx: what comes goes into the inbox.</summary>
    /// <param name="isWanted">Asked when the turn has come: another call may have fetched meanwhile.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task FetchAsync(Func<bool> isWanted, CancellationToken cancellationToken) => InTurnAsync(
        () => isWanted() ? AskInTurnAsync(GetMsgExRequest.Instance, new(options.RetryBudget, _time), cancellationToken)
            : Task.CompletedTask, cancellationToken);

    /// <summary>Whether the server could be told that something is settled.</summary>
    public bool OwesReceipt => Key is not null && inbox.OwesReceipt;

    /// <summary>
    /// Tells the server what is settled, if it does not know. Without a key there is no way to: every request acknowledges everything.
    /// </summary>
    public Task AcknowledgeAsync(CancellationToken cancellationToken) => InTurnAsync(
        () => OwesReceipt ? AskInTurnAsync(new ListRequest(null, null), new(options.RetryBudget, _time), cancellationToken)
            : Task.CompletedTask, cancellationToken);

    /// <summary>Ends the session, or leaves it in a state in which nothing is lost. One try, no patience.</summary>
    public Task EndAsync(bool signOut, CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            if (Stopped is not null)
                return;
            // Without a key the next request would acknowledge what the program has not settled. A connection
            // that breaks acknowledges nothing.
            if (Key is null && (inbox.HasUnsettled || _repeater.HasOpenFetch))
                link.Break();
            else if (signOut)
                await _repeater.AskOnceAsync(LogoutRequest.Instance, Key, cancellationToken).ConfigureAwait(false);
            else if (OwesReceipt)
                await _repeater.AskOnceAsync(new ListRequest(null, null), Key, cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    // The semaphore stays: who waits for a turn still gets it, and hears from the link that it is over.
    public void Dispose() => link.Dispose();

    private async Task<Answered> AskAsync(Request request, RetryClock clock, CancellationToken cancellationToken)
    {
        Answered answered = default;
        await InTurnAsync(async () => answered = await AskInTurnAsync(request, clock, cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        return answered;
    }

    private async Task InTurnAsync(Func<Task> act, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await act().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Answered> AskInTurnAsync(Request request, RetryClock clock, CancellationToken cancellationToken)
    {
        if (_repeater.HasOpenFetch && request is not GetMsgExRequest)
            await AskUntilDoneAsync(GetMsgExRequest.Instance, clock, cancellationToken).ConfigureAwait(false);
        return await AskUntilDoneAsync(request, clock, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Answered> AskUntilDoneAsync(Request request, RetryClock clock, CancellationToken cancellationToken)
    {
        var hasLoggedIn = false;
        for (; ; )
        {
            if (Stopped is { } elsewhere)
                throw new LoggedInElsewhereException(elsewhere.Uin, elsewhere.Address);
            var (head, reply) = await _repeater.AskAsync(request, Key, clock, mayBeAbsent: true, cancellationToken).ConfigureAwait(false);
            switch (head.Result)
            {
                case ResultCode.Success:
                    if (reply is GetMsgExReply mail)
                        inbox.Put(head.Seq, mail);
                    HasSignedOut = request is LogoutRequest;
                    return new(head, reply);
                case ResultCode.IllegalUin:
                    throw new IllegalUinException(head.Command, request.TargetUin ?? options.Uin);
                case ResultCode.NoSession when options.SessionKeys?.Load() is { } shared && shared != Key:
                    // Another client that shares the session has begun a new one.
                    Key = shared;
                    break;
                case ResultCode.NoSession when hasLoggedIn && reply is not DisplacedReply:
                    throw new SessionLostException(head.Command);
                case ResultCode.NoSession:
                    if (hasLoggedIn)
                        await Task.Delay(clock.NextWait() ?? throw new SessionLostException(head.Command), _time, cancellationToken)
                            .ConfigureAwait(false);
                    NoteLoss(head.Command, reply);
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

    private void NoteLoss(Command command, Reply reply)
    {
        var address = (reply as DisplacedReply)?.LoginAddress;
        if (!options.TakeOver && (address is not null || _losses.Add()))
            throw Stopped = new(options.Uin, address);
        if (address is not null)
            logger.TakesOver(options.Uin, address);
        else
            logger.SessionGone(options.Uin, command);
    }

    private async Task LoginInTurnAsync(RetryClock clock, bool mayBeAbsent, CancellationToken cancellationToken)
    {
        Key = null;
        for (; ; )
        {
            var login = new LoginRequest(options.PasswordMd5!, options.ClientCode);
            var (head, reply) = await _repeater.AskAsync(login, options.UseSessionKey ? "?" : null, clock, mayBeAbsent, cancellationToken)
                .ConfigureAwait(false);
            switch (reply)
            {
                case LoginReply welcome:
                    Key = welcome.Key;
                    options.SessionKeys?.Save(Key);
                    Pace = (TimeSpan.FromSeconds(Math.Max(1, welcome.Heartbeat)), TimeSpan.FromSeconds(Math.Max(1, welcome.Lifetime)));
                    logger.LoggedIn(options.Uin, options.Server);
                    if (Status is { } status)
                        await _repeater.AskAsync(new ChangeStatRequest((uint)status), Key, clock, mayBeAbsent: true, cancellationToken)
                            .ConfigureAwait(false);
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
}
