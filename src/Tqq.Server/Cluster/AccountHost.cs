using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Tqq.Core;
using Tqq.Core.Accounts;
using Tqq.Core.Changes;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Steps;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>
/// Carries out what the rules of one account want: ask, store, tell, answer, in this order. What is stored is applied to memory
/// after the disk, in the order in which it was decided.
/// </summary>
internal sealed partial class AccountHost(Uin uin, LiveAccount account, AccountServices services)
{
    private int _underWay;

    public LiveAccount Account => account;

    /// <summary>Whether others are being asked or told. An account that left memory now would wait for them, and they perhaps for it.</summary>
    public bool IsBusy => _underWay > 0;

    /// <summary>Carries a step out to its end.</summary>
    /// <returns>The last step: its outcome is the answer. Where the disk is full or damaged, a refusal instead, and nothing was done.</returns>
    public async Task<Step.Done> CarryOut(Step step)
    {
        _underWay++;
        try
        {
            return await CarryOutToTheEnd(step);
        }
        finally
        {
            _underWay--;
        }
    }

    private async Task<Step.Done> CarryOutToTheEnd(Step step)
    {
        for (; ; )
        {
            switch (step)
            {
                case Step.Ask ask:
                    step = ask.Then(await Ask(ask.Target, ask.Question), services.Clock.Now());
                    break;
                case Step.ReadTexts read:
                    step = await ReadTexts(read);
                    break;
                default:
                    var done = (Step.Done)step;
                    if (!done.Changes.IsEmpty && !await Store(done.Changes))
                        return new(Answer.Refused.Instance) { IsRepeatable = false };
                    if (!done.Tells.IsEmpty)
                        await Tell(done.Tells);
                    return done;
            }
        }
    }

    /// <summary>Another account speaks to this one.</summary>
    public async Task<PeerAnswer> Hear(PeerRequest request)
    {
        var (answer, changes) = account.Hear(request, services.Clock.Now());
        return changes.IsEmpty || await Store(changes) ? answer : PeerAnswer.Full.Instance;
    }

    /// <summary>Tells others, all at once, and learns what they answer. One that fails harms neither the rest nor the answer.</summary>
    public Task Tell(ImmutableArray<Tell> tells) => Task.WhenAll(tells.Select(async tell =>
    {
        try
        {
            account.Presence.Learn(await Ask(tell.Target, tell.News), services.Clock.Now());
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogTellFailed(services.Logger, tell.Target.Value, tell.News.GetType().Name, e);
        }
    }));

    /// <summary>Stores what nobody waits for.</summary>
    public async Task StoreInBackground(Change change)
    {
        try
        {
            await services.Store.CommitAsync(uin, [change]);
        }
        catch (Exception e) when (e is StoreFullException or StoreDamagedException)
        {
            // An acknowledgement that is lost only hands messages out once more after a restart, and the next one covers it.
        }
    }

    // A damaged message has a notice in its place; where nothing at all can be read, the poll is refused until there is something to say.
    private async Task<Step> ReadTexts(Step.ReadTexts read)
    {
        try
        {
            return read.Then(await services.Store.ReadMessagesAsync(uin, read.After, read.Limit, CancellationToken.None));
        }
        catch (StoreDamagedException)
        {
            return new Step.Done(Answer.Refused.Instance) { IsRepeatable = false };
        }
    }

    private async Task<bool> Store(ImmutableArray<Change> changes)
    {
        try
        {
            // What was decided before this may be on disk too and wait for its turn to be applied. Where the disk was so quick that there is nothing to
            // await, this would overtake it, and a message that comes into memory behind a later one is never handed out.
            await services.Store.CommitAsync(uin, changes).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.ForceYielding);
        }
        catch (Exception e) when (e is StoreFullException or StoreDamagedException)
        {
            // What is damaged, the store has named already.
            if (e is StoreFullException noRoom)
                services.Full.Say(noRoom);
            if (!changes.All(change => change.IsDispensable))
            {
                account.Discarded(changes);
                return false;
            }
        }

        account.Applied(changes);
        return true;
    }

    private Task<PeerAnswer> Ask(Uin target, PeerRequest request) => target.CanBeAccount
        ? services.Grains[target].Hear(request)
        : Task.FromResult<PeerAnswer>(PeerAnswer.NoSuchAccount.Instance);

    [LoggerMessage(1, LogLevel.Error, "account {Target} could not be told {Request}")]
    private static partial void LogTellFailed(ILogger logger, uint target, string request, Exception exception);
}
