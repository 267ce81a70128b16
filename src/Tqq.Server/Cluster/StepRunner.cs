using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Log;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Steps;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>
/// Runs what the rules of one account want: ask, store, tell, answer, in this order. What is stored is applied to memory after the disk, in
/// the order in which it was decided. To be used in the account's turns only.
/// </summary>
/// <param name="host">The account.</param>
internal readonly struct StepRunner(AccountHost host)
{
    /// <summary>Whether nothing is on its way to the disk or to others.</summary>
    public bool IsIdle => host.News.Telling.IsCompleted && host.Writes is not { AreSettled: false };

    /// <summary>Other accounts to which ties are on their way to the disk; what they asked may be answered yet.</summary>
    public IEnumerable<Uin> TiesUnderWay => host.Writes?.TiesUnderWay ?? [];

    /// <summary>Runs a step to its end.</summary>
    /// <returns>
    /// The last step: its outcome is the answer. Where nothing can be stored, it is a refusal instead, and nothing was done; where nobody
    /// knows whether it was stored, it is silence.
    /// </returns>
    public async Task<Step.Done> RunAsync(Step step)
    {
        for (; ; )
        {
            switch (step)
            {
                case Step.Ask ask:
                    var answer = ask.Target.CanBeAccount
                        ? await host.Services.Peers.HearAsync(ask.Target, ask.Question)
                        : PeerAnswer.NoSuchAccount.Instance;
                    step = answer is PeerAnswer.Unknown ? Unanswered(ask.Question) : ask.Then(answer, host.Services.Clock.Now());
                    break;
                case Step.ReadTexts read:
                    step = await ReadTextsAsync(read);
                    break;
                case Step.Store store:
                    if (await StoreAsync(store.Changes) is { } refusal)
                        return NotStored(refusal);
                    step = store.Then();
                    break;
                default:
                    var done = (Step.Done)step;
                    host.News.NoteSession();
                    if (!done.Changes.IsEmpty && await StoreAsync(done.Changes) is { } failure)
                        return NotStored(failure);
                    if (!done.Later.IsEmpty)
                        StoreAsync(done.Later).Ignore();
                    if (!done.Tells.IsEmpty)
                        await host.News.TellAsync(done.Tells);
                    return done;
            }
        }
    }

    /// <summary>Runs what an administrator wants.</summary>
    /// <exception cref="StoreRefusedException">It cannot be stored, and was not done.</exception>
    /// <exception cref="StoreUncertainException">Nobody knows yet whether it is stored.</exception>
    public async Task AdministerAsync(Step.Done step)
    {
        host.News.NoteSession();
        // An administrator is told that something is done when it is on disk, also what clients do without: after a restart it would not be
        // so.
        var failure = step.Changes.IsEmpty ? null : await StoreAsync(step.Changes, areDispensable: false);
        // Where nobody knows yet whether the change is stored, the session ends all the same: it may have been begun with a password that
        // is none any more.
        if (step.EndsSession && failure is null or StoreUncertainException)
            await RunAsync(host.Account.Administration.DropSession());
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
        await host.News.TellAsync(step.Tells);
    }

    /// <summary>Has memory follow changes that are stored together with those of other accounts.</summary>
    /// <exception cref="StoreRefusedException">They cannot be stored.</exception>
    /// <exception cref="StoreUncertainException">Nobody knows yet whether they are stored.</exception>
    public async Task StoreTogetherAsync(ImmutableArray<Change> changes, Task<LogWaiting> commit)
    {
        if (await (host.Writes ??= new(host)).StoreAsync(changes, areDispensable: false, commit) is { } failure)
            ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Stores changes, and has memory follow.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="areDispensable">False where even what is dispensable is promised: then a failure is told, too.</param>
    /// <returns>Null where it is done, otherwise why not: <see cref="StoreUncertainException"/> where it may be done yet.</returns>
    public Task<Exception?> StoreAsync(ImmutableArray<Change> changes, bool areDispensable = true) =>
        (host.Writes ??= new(host)).StoreAsync(changes, areDispensable);

    /// <summary>Stores a change that memory has made already; nobody waits for it.</summary>
    public void StoreAside(Change change) => (host.Writes ??= new(host)).StoreAside(change);

    // A damaged message has a notice in its place; where nothing at all can be read, the poll is refused until there is something to say.
    private async Task<Step> ReadTextsAsync(Step.ReadTexts read)
    {
        if (host.Account.Log.IsKept && host.Writes?.Login is { } login)
            await login.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            return read.Then(await host.Services.Store.ReadMessagesAsync(host.Uin, read.After, read.Limit, CancellationToken.None));
        }
        catch (StoreRefusedException e)
        {
            return new Step.Done(new Answer.Refused(e.Reason())) { IsRepeatable = false };
        }
    }

    // A request that may have been done yet is not done again when it is repeated.
    private static Step.Done NotStored(Exception failure) => failure is StoreUncertainException
        ? Step.Say(Answer.Silence.Instance)
        : Step.Say(new Answer.Refused(failure.Reason())) with { IsRepeatable = false };

    // A text with a key may be sent again at once: its recipient knows whether it was taken.
    private static Step.Done Unanswered(PeerRequest question) =>
        Step.Say(Answer.Silence.Instance) with
        {
            IsRepeatable = question is not (PeerRequest.TakeText { Key: not null } or PeerRequest.RecallText),
        };
}
