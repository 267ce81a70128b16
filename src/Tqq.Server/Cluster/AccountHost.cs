using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Tqq.Core;
using Tqq.Core.Accounts;
using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Sessions;
using Tqq.Core.Steps;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>
/// An account in memory. Carries out what its rules want: ask, store, tell, answer, in this order. What is stored is applied to memory after the disk, in the
/// order in which it was decided. All that is done with the account is done in its <see cref="AccountTurns"/>; what its own client asks, and what an
/// administrator changes, one after the other besides, while what others ask comes in between and asks nobody: so two accounts never wait for each other.
/// </summary>
internal sealed class AccountHost(Uin uin, LiveAccount account, AccountServices services)
{
    private readonly AccountTurns _turns = new();
    private readonly AccountNews _news = new(uin, account, services);
    private RequestLine _line;
    private AccountWrites? _writes;
    private int _underWay;

    /// <summary>Its number.</summary>
    public Uin Uin => uin;

    /// <summary>Its rules; to be used in a turn.</summary>
    public LiveAccount Account => account;

    /// <summary>In a turn: other accounts to which ties are on their way to the disk; what they asked may be answered yet.</summary>
    public IEnumerable<Uin> TiesUnderWay => _writes?.TiesUnderWay ?? [];

    /// <summary>A request of the account's client, from outside; false where it is not open.</summary>
    public bool TryExecute(Operation operation, in Caller caller, out ValueTask<Outcome> outcome) =>
        _turns.TryTake((Host: this, operation, caller), static asked => asked.Host.ExecuteNow(asked.operation, asked.caller), out outcome);

    /// <summary>Another account speaks, from outside; false where it is not open.</summary>
    public bool TryHear(PeerRequest request, out ValueTask<PeerAnswer> answer) =>
        _turns.TryTake((Host: this, request), static asked => asked.Host.HearNow(asked.request), out answer);

    /// <summary>What became of a reply with messages, from outside; false where it is not open.</summary>
    public bool TryReport(long handout, HandoutFate fate) =>
        _turns.TryTake((Host: this, handout, fate), static told => told.Host.ReportNow(told.handout, told.fate), out _);

    /// <summary>A request of the account's client.</summary>
    public ValueTask<Outcome> Execute(Operation operation, in Caller caller) =>
        _turns.Take((Host: this, operation, caller), static asked => asked.Host.ExecuteNow(asked.operation, asked.caller));

    /// <summary>Another account speaks to this one.</summary>
    public ValueTask<PeerAnswer> Hear(PeerRequest request) => _turns.Take((Host: this, request), static asked => asked.Host.HearNow(asked.request));

    /// <summary>What became of a reply with messages.</summary>
    public ValueTask<bool> Report(long handout, HandoutFate fate) =>
        _turns.Take((Host: this, handout, fate), static told => told.Host.ReportNow(told.handout, told.fate));

    /// <summary>Does something else in a turn.</summary>
    public Task<T> Turn<T>(Func<Task<T>> work) => _turns.Take(work, static work => new ValueTask<T>(work())).AsTask();

    /// <summary>In a turn: does something during which the account stays in memory.</summary>
    public async Task<T> UnderWay<T>(Func<Task<T>> work)
    {
        _underWay++;
        try
        {
            return await work();
        }
        finally
        {
            _underWay--;
        }
    }

    /// <summary>In a turn: does something when the requests that came before it are done.</summary>
    public Task<T> InLine<T>(Func<Task<T>> request) => UnderWay(async () =>
    {
        await _line.EnterAsync();
        try
        {
            return await request();
        }
        finally
        {
            _line.Leave();
        }
    });

    /// <summary>Lets who finds this account in memory come in from outside, past Orleans.</summary>
    public void Open() => _turns.Open();

    /// <summary>It has come into memory: has the others know whether it has a session.</summary>
    public void Arrive() => _news.NoteSession();

    /// <summary>In a turn: lets nobody in from outside any more, for good.</summary>
    public void Close() => _turns.Close();

    /// <summary>The same, but not while anything is under way: who waited for it would wait for an account that is not there.</summary>
    /// <returns>Whether nobody comes in now.</returns>
    public bool TryClose() => _underWay == 0 && _news.Telling.IsCompleted && _writes is not { AreSettled: false } && _turns.TryClose();

    /// <summary>In a turn: carries a step out to its end.</summary>
    /// <returns>
    /// The last step: its outcome is the answer. Where nothing can be stored, it is a refusal instead, and nothing was done; where nobody knows whether
    /// it was stored, it is silence.
    /// </returns>
    public Task<Step.Done> CarryOut(Step step) => UnderWay(() => CarryOutToTheEnd(step));

    /// <summary>In a turn: carries out what an administrator wants.</summary>
    /// <exception cref="StoreRefusedException">It cannot be stored, and was not done.</exception>
    /// <exception cref="StoreUncertainException">Nobody knows yet whether it is stored.</exception>
    public Task Administer(Step.Done step) => UnderWay(async () =>
    {
        _news.NoteSession();
        // An administrator is told that something is done when it is on disk, also what clients do without: after a restart it would not be so.
        var failure = step.Changes.IsEmpty ? null : await Store(step.Changes, areDispensable: false);
        // Where nobody knows yet whether the change is stored, the session ends all the same: it may have been begun with a password that is none any more.
        if (step.EndsSession && failure is null or StoreUncertainException)
            await CarryOutToTheEnd(account.Administration.DropSession());
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
        await _news.Tell(step.Tells);
        return true;
    });

    // Most requests are polls that change nothing: they are answered at once, on the thread that read them.
    private ValueTask<Outcome> ExecuteNow(Operation operation, in Caller caller)
    {
        if (_line.IsTaken || AsksFriendsFirst(operation))
            return new(ExecuteInLine(operation, caller));
        var now = services.Clock.Now();
        var step = Begin(operation, caller, now);
        if (step is not Step.Done { Changes.IsEmpty: true, Tells.IsEmpty: true } done)
        {
            var answered = new TaskCompletionSource<Outcome>();
            FinishInLine(step, answered).Ignore();
            return new(answered.Task);
        }

        account.Answered(done, now);
        return new(done.Outcome);
    }

    private Task<Outcome> ExecuteInLine(Operation operation, Caller caller) => InLine(async () =>
    {
        if (AsksFriendsFirst(operation))
        {
            if (account.Presence.IsUnknown)
                await _news.Tell(account.Presence.AskFriends());
            await _news.Telling;
        }

        return await Finish(Begin(operation, caller, services.Clock.Now()));
    });

    // Those who are online have been asked when the session began; who is asked for them waits for what they answer.
    private bool AsksFriendsFirst(Operation operation) => operation is Operation.ListOnline && (account.Presence.IsUnknown || !_news.Telling.IsCompleted);

    private Step Begin(Operation operation, in Caller caller, Moment now)
    {
        var step = account.Begin(operation, caller, now);
        // Nobody waits for it: one that is lost only hands messages out once more after a restart, and the next one covers it.
        if (account.Mailbox.TakeAcknowledgement() is { } acknowledgement)
            services.Store.CommitAsync(uin, [acknowledgement]).Ignore();
        return step;
    }

    // The line is free: the same as InLine, but that sends are too many for so many layers; and whoever waits for the answer goes on at once when the turn is
    // over, on the same thread: the reply is on its way, and no other thread had to be found for it.
    private async Task FinishInLine(Step step, TaskCompletionSource<Outcome> answered)
    {
        _underWay++;
        await _line.EnterAsync();
        try
        {
            var done = await CarryOutToTheEnd(step);
            account.Answered(done, services.Clock.Now());
            AccountTurns.Afterwards(() => answered.SetResult(done.Outcome));
        }
        catch (Exception e)
        {
            answered.SetException(e);
        }
        finally
        {
            _line.Leave();
            _underWay--;
        }
    }

    private async Task<Outcome> Finish(Step step)
    {
        var done = await CarryOutToTheEnd(step);
        account.Answered(done, services.Clock.Now());
        return done.Outcome;
    }

    private async Task<Step.Done> CarryOutToTheEnd(Step step)
    {
        for (; ; )
        {
            switch (step)
            {
                case Step.Ask ask:
                    var answer = await Ask(ask.Target, ask.Question);
                    step = answer is PeerAnswer.Unknown ? Unanswered(ask.Question) : ask.Then(answer, services.Clock.Now());
                    break;
                case Step.ReadTexts read:
                    step = await ReadTexts(read);
                    break;
                default:
                    var done = (Step.Done)step;
                    _news.NoteSession();
                    if (!done.Changes.IsEmpty && await Store(done.Changes) is { } failure)
                        return NotStored(failure);
                    if (!done.Tells.IsEmpty)
                        await _news.Tell(done.Tells);
                    return done;
            }
        }
    }

    // A request of this account may have been answered by the one that is gone, and be about to store a tie to it: what is to be forgotten waits for that.
    // Where nobody has the number, nothing is under way, and who makes the account anew waits for no other one that is made.
    private ValueTask<PeerAnswer> HearNow(PeerRequest request) => request is PeerRequest.ForgetMe && account.Record is not null
        ? new(InLine(() => ListenNow(request).AsTask()))
        : ListenNow(request);

    private ValueTask<PeerAnswer> ListenNow(PeerRequest request)
    {
        var (answer, changes) = account.Hear(request, services.Clock.Now());
        return changes.IsEmpty ? new(answer) : new(StoreAndAnswer(changes, answer));
    }

    // UnderWay, but without its layer: each message that is sent goes this way.
    private async Task<PeerAnswer> StoreAndAnswer(ImmutableArray<Change> changes, PeerAnswer answer)
    {
        _underWay++;
        try
        {
            return await Store(changes) switch
            {
                null => answer,
                StoreUncertainException => PeerAnswer.Unknown.Instance,
                _ => PeerAnswer.Full.Instance,
            };
        }
        finally
        {
            _underWay--;
        }
    }

    private ValueTask<bool> ReportNow(long handout, HandoutFate fate)
    {
        account.Mailbox.Report(handout, fate);
        return new(true);
    }

    // A damaged message has a notice in its place; where nothing at all can be read, the poll is refused until there is something to say.
    private async Task<Step> ReadTexts(Step.ReadTexts read)
    {
        try
        {
            return read.Then(await services.Store.ReadMessagesAsync(uin, read.After, read.Limit, CancellationToken.None));
        }
        catch (StoreRefusedException)
        {
            return new Step.Done(Answer.Refused.Instance) { IsRepeatable = false };
        }
    }

    // Most accounts store nothing for long.
    private Task<Exception?> Store(ImmutableArray<Change> changes, bool areDispensable = true) => (_writes ??= new(uin, account, services)).StoreAsync(changes, areDispensable);

    // A request that may have been done yet is not done again when it is repeated.
    private static Step.Done NotStored(Exception failure) => failure is StoreUncertainException
        ? Step.Say(Answer.Silence.Instance)
        : Step.Say(Answer.Refused.Instance) with { IsRepeatable = false };

    // A text with a key may be sent again at once: its recipient knows whether it was taken.
    private static Step.Done Unanswered(PeerRequest question) =>
        Step.Say(Answer.Silence.Instance) with { IsRepeatable = question is not (PeerRequest.TakeText { Key: not null } or PeerRequest.RecallText) };

    private ValueTask<PeerAnswer> Ask(Uin target, PeerRequest request) => target.CanBeAccount
        ? services.Grains.Hear(target, request)
        : new(PeerAnswer.NoSuchAccount.Instance);
}
