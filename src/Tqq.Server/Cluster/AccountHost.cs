using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Accounts;
using Tqq.Core.Changes;
using Tqq.Core.Commands;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Sessions;
using Tqq.Core.Steps;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>
/// An account in memory. All that is done with it is done in turns of its <see cref="AccountScheduler"/>. What its own client asks, and
/// what an administrator changes, is queued besides: one request after the other, each to its end. What other accounts ask comes in between
/// and asks nobody, so two accounts never wait for each other.
/// </summary>
internal sealed class AccountHost(Uin uin, LiveAccount account, AccountServices services, IAccountActivation activation)
{
    // Failures to log in are forgotten after five minutes.
    private static readonly TimeSpan LongestTrouble = TimeSpan.FromMinutes(5.1);

    private RequestQueue _queue;
    private int _pins;
    private TimeSpan _wakes = TimeSpan.MaxValue;
    private bool _hadSession;

    /// <summary>Its number.</summary>
    public Uin Uin => uin;

    /// <summary>Its rules; to be used in a turn.</summary>
    public LiveAccount Account => account;

    /// <summary>What all accounts share.</summary>
    public AccountServices Services => services;

    /// <summary>Its turns.</summary>
    public AccountScheduler Scheduler { get; } = new();

    /// <summary>Runs its steps; to be used in a turn.</summary>
    public StepRunner Steps { get; } = new(uin, account, services);

    /// <summary>It has come into memory: has the others know whether it has a session.</summary>
    public void Arrive()
    {
        // Numbers that are nobody's stay closed, so that they leave as soon as they have been answered.
        if (account.Record is not null)
            Scheduler.Open();
        Steps.News.NoteSession();
        WatchSession();
    }

    /// <summary>In a turn: does something during which the account stays in memory.</summary>
    public async Task<T> PinnedAsync<T>(Func<Task<T>> work)
    {
        _pins++;
        try
        {
            return await work();
        }
        finally
        {
            _pins--;
        }
    }

    /// <summary>In a turn: does something when the requests that came before it are done.</summary>
    public Task<T> QueuedAsync<T>(Func<Task<T>> request) => PinnedAsync(async () =>
    {
        await _queue.EnterAsync();
        try
        {
            return await request();
        }
        finally
        {
            _queue.Leave();
        }
    });

    /// <summary>
    /// In a turn: a request of the account's client. Most are polls that change nothing: they are answered at once, on the thread that read
    /// them.
    /// </summary>
    public ValueTask<Outcome> ExecuteAsync(Operation operation, in RequestOrigin origin)
    {
        if (_queue.IsBusy || AsksFriendsFirst(operation))
            return new(ExecuteQueuedAsync(operation, origin));
        var now = services.Clock.Now();
        var step = Begin(operation, origin, now);
        if (step is not Step.Done { Changes.IsEmpty: true, Tells.IsEmpty: true } done)
        {
            var answered = new TaskCompletionSource<Outcome>();
            RunStepAsync(step, answered).Ignore();
            return new(answered.Task);
        }

        account.Answered(done, now);
        return new(done.Outcome);
    }

    /// <summary>
    /// In a turn: another account speaks. A request of this account may have been answered by one that is gone, and be about to store a tie
    /// to it: what is to be forgotten waits for that. Where nobody has the number, no request runs, and who makes the account anew waits
    /// for no other one that is made.
    /// </summary>
    public ValueTask<PeerAnswer> HearAsync(PeerRequest request) => request is PeerRequest.ForgetMe && account.Record is not null
        ? new(QueuedAsync(() => ListenAsync(request).AsTask()))
        : ListenAsync(request);

    /// <summary>In a turn: has the account woken when its session may be over, or when it may leave memory.</summary>
    public void WatchSession()
    {
        // Once is enough: a session that begins anew is over later than the one before it would have been. A wake whose time has passed may
        // have been lost.
        var now = services.Clock.Now();
        _hadSession |= account.Session is not null;
        var left = account.SessionLeft(now) ?? LongestTrouble;
        if (_wakes <= now.Uptime || now.Uptime + left < _wakes)
            _wakes = services.Wakes.Add(uin, now.Uptime + left);
    }

    /// <summary>In a turn: ends the session if it is over. Who is in memory for nothing leaves.</summary>
    public async Task WakeAsync()
    {
        var now = services.Clock.Now();
        // Who was in memory before may be woken once more than it asked for.
        if (now.Uptime < _wakes)
            return;
        _wakes = TimeSpan.MaxValue;
        try
        {
            if (account.Expire(now) is { } step)
                await PinnedAsync(() => Steps.RunAsync(step));
        }
        finally
        {
            WatchSession();
        }

        // What was remembered of a session, like the rate of its requests, is for one round more.
        if (!_hadSession)
            LeaveIfUnused();
        _hadSession = account.Session is not null;
    }

    /// <summary>
    /// In a turn: leaves memory where nothing is to be remembered. Whoever tries to log in as one account after the other must not fill the
    /// memory with them: without a session an account stays only for as long as there are failures to remember.
    /// </summary>
    public void LeaveIfUnused()
    {
        if (account.Session is null && account.IsUntroubled(services.Clock.Now()) && TryClose())
            activation.Leave();
    }

    /// <summary>In a turn: leaves memory, whatever there is to remember. Nobody finds it here any more.</summary>
    public void Leave()
    {
        Scheduler.Close();
        activation.Leave();
    }

    /// <summary>
    /// In a turn: lets nobody in any more who found it in memory, but not while anything runs: who waited for that would wait for an
    /// account that is not there.
    /// </summary>
    /// <returns>Whether nobody comes in now.</returns>
    public bool TryClose() => _pins == 0 && Steps.IsIdle && Scheduler.TryClose();

    private Task<Outcome> ExecuteQueuedAsync(Operation operation, RequestOrigin origin) => QueuedAsync(async () =>
    {
        if (AsksFriendsFirst(operation))
        {
            if (account.Presence.IsUnknown)
                await Steps.News.TellAsync(account.Presence.AskFriends());
            await Steps.News.Telling;
        }

        var done = await Steps.RunAsync(Begin(operation, origin, services.Clock.Now()));
        account.Answered(done, services.Clock.Now());
        return done.Outcome;
    });

    // Those who are online have been asked when the session began; who is asked for them waits for what they answer.
    private bool AsksFriendsFirst(Operation operation) =>
        operation is Operation.ListOnline && (account.Presence.IsUnknown || !Steps.News.Telling.IsCompleted);

    private Step Begin(Operation operation, in RequestOrigin origin, Moment now)
    {
        var step = account.Begin(operation, origin, now);
        // Nobody waits for it: one that is lost only hands messages out once more after a restart, and the next one covers it.
        if (account.Mailbox.TakeAcknowledgement() is { } acknowledgement)
            services.Store.CommitAsync(uin, [acknowledgement]).Ignore();
        return step;
    }

    // The queue is free: the same as QueuedAsync, but that sends are too many for so many layers; and whoever waits for the answer goes on
    // at once when the turn is over, on the same thread: the reply is on its way, and no other thread had to be found for it.
    private async Task RunStepAsync(Step step, TaskCompletionSource<Outcome> answered)
    {
        _pins++;
        await _queue.EnterAsync();
        try
        {
            var done = await Steps.RunAsync(step);
            account.Answered(done, services.Clock.Now());
            SchedulerBatch.AfterTurn(() => answered.SetResult(done.Outcome));
        }
        catch (Exception e)
        {
            answered.SetException(e);
        }
        finally
        {
            _queue.Leave();
            _pins--;
        }
    }

    private ValueTask<PeerAnswer> ListenAsync(PeerRequest request)
    {
        var (answer, changes) = account.Hear(request, services.Clock.Now());
        return changes.IsEmpty ? new(answer) : new(StoreAsync(changes, answer));
    }

    // PinnedAsync, but without its layer: each message that is sent goes this way.
    private async Task<PeerAnswer> StoreAsync(ImmutableArray<Change> changes, PeerAnswer answer)
    {
        _pins++;
        try
        {
            return await Steps.StoreAsync(changes) switch
            {
                null => answer,
                StoreUncertainException => PeerAnswer.Unknown.Instance,
                _ => PeerAnswer.Full.Instance,
            };
        }
        finally
        {
            _pins--;
        }
    }
}
