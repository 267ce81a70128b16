using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Log;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>
/// Stores the changes of one account and has its memory follow the disk. What is stored is applied in the order in which it was decided,
/// whoever notices it first: a message that comes into memory behind a later one would never be handed out. To be used in the account's
/// turns only.
/// </summary>
/// <param name="host">The account.</param>
internal sealed class AccountWrites(AccountHost host)
{
    private Write? _first;
    private Write? _last;

    // The newest of those that memory did not wait for: the changes of one account are stored in their order.
    private Task _aside = Task.CompletedTask;

    /// <summary>Whether it is known of all changes what became of them.</summary>
    public bool AreSettled => _first is null && _aside.IsCompleted;

    /// <summary>The other accounts of all ties of which it is not known what became of them.</summary>
    public IEnumerable<Uin> TiesUnderWay
    {
        get
        {
            for (var write = _first; write is not null; write = write.Next)
                foreach (var tie in write.Changes.OfType<Change.ContactSet>())
                    yield return tie.Other;
        }
    }

    /// <summary>
    /// A login that is on its way to the disk, and with which what devices have read ceases to wait; null where there is none. Until it is
    /// there the store gives those texts yet.
    /// </summary>
    public Task? Login
    {
        get
        {
            Task? last = null;
            for (var write = _first; write is not null; write = write.Next)
                if (write.Changes.Any(change => change is Change.SessionStarted { GoesOn: false }))
                    last = write.Commit;
            return last;
        }
    }

    /// <summary>
    /// Stores changes. Whatever goes wrong, what is dispensable goes on in memory alone; then it does not matter, either, whether it is
    /// stored yet.
    /// </summary>
    /// <param name="changes">The changes.</param>
    /// <param name="areDispensable">False where even what is dispensable is promised: then a failure is told, too.</param>
    /// <param name="together">What stores them together with those of other accounts; null where they are alone.</param>
    /// <returns>Null where it is done, otherwise why not: <see cref="StoreUncertainException"/> where it may be done yet.</returns>
    public async Task<Exception?> StoreAsync(
        ImmutableArray<Change> changes, bool areDispensable, Task<LogWaiting>? together = null)
    {
        var commit = together ?? host.Services.Store.CommitAsync(host.Uin, changes);
        var write = Add(new(changes, commit, areDispensable));
        try
        {
            await commit;
        }
        catch (Exception e)
        {
            host.Services.Refusals.Say(e);
            var failure = write.IsDispensable ? null : e;
            if (failure is StoreUncertainException uncertain)
                SettleWhenKnown(uncertain.Fate).Ignore();
            else
                SettleUnstored(write);
            return failure;
        }

        Settle();
        return null;
    }

    /// <summary>
    /// Stores a change that memory has made already. Nobody waits for it: a change that is lost is told again by the next of its kind. Only
    /// the account does not leave memory before, because it would be read again without it.
    /// </summary>
    public void StoreAside(Change change)
    {
        _aside = host.Services.Store.CommitAsync(host.Uin, [change]);
        _aside.Ignore();
    }

    private Write Add(Write write)
    {
        if (_last is null)
            _first = write;
        else
            _last.Next = write;
        return _last = write;
    }

    // Up to the first of which nobody knows yet.
    private void Settle()
    {
        while (_first is { Fate: { IsCompleted: true } fate } write)
        {
            Unlink(null, write);
            write.Settle(host, fate.IsCompletedSuccessfully ? fate.Result : null);
        }
    }

    // At once, whatever came before: it is not stored, or it does not matter whether it is.
    private void SettleUnstored(Write write)
    {
        if (write.IsSettled)
            return;
        Write? before = null;
        for (var at = _first; at != write; at = at!.Next)
            before = at;
        Unlink(before, write);
        write.Settle(host, null);
    }

    // Nobody waits for it any more, but memory has to follow the disk.
    private async Task SettleWhenKnown(Task fate)
    {
        await fate.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        Settle();
    }

    private void Unlink(Write? before, Write write)
    {
        if (before is null)
            _first = write.Next;
        else
            before.Next = write.Next;
        if (_last == write)
            _last = before;
    }

    /// <summary>Changes on their way to the disk.</summary>
    private sealed class Write(ImmutableArray<Change> changes, Task<LogWaiting> commit, bool areDispensable)
    {
        public Write? Next { get; set; }

        public ImmutableArray<Change> Changes => changes;

        public Task Commit => commit;

        public bool IsSettled { get; private set; }

        /// <summary>Whether the messenger can go on without them.</summary>
        public bool IsDispensable => areDispensable && changes.All(change => change.IsDispensable);

        /// <summary>Ends when it is known whether they are stored, however long that takes.</summary>
        public Task<LogWaiting> Fate => commit.Exception?.InnerException is StoreUncertainException uncertain ? uncertain.Fate : commit;

        // What waits after it in the store; null where it is not stored.
        public void Settle(AccountHost host, LogWaiting? waiting)
        {
            IsSettled = true;
            if (waiting is not null || IsDispensable)
                host.Applied(changes, waiting);
            else
                host.Account.Discarded(changes);
        }
    }
}
