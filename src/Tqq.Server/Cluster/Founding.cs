using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Accounts;
using Tqq.Core.Changes;
using Tqq.Core.Log;
using Tqq.Core.Profiles;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>
/// Where accounts meet that are made together, each in its own queue: the last to come has all stored in one transaction.
/// </summary>
internal interface IFounding
{
    /// <summary>An account is free, and to be made with these changes.</summary>
    /// <returns>What stores all of them; null where one of the others is there already.</returns>
    Task<Task<LogWaiting>?> JoinAsync(Uin uin, ImmutableArray<Change> changes);

    /// <summary>An account is there already: none is made.</summary>
    void Refuse(Uin uin);
}

/// <inheritdoc/>
/// <param name="count">How many accounts are to be made.</param>
/// <param name="store">The store.</param>
internal sealed class Founding(int count, IStore store) : IFounding
{
    private readonly Lock _lock = new();
    private readonly List<(Uin, ImmutableArray<Change>)> _joined = [];
    private readonly TaskCompletionSource<Task<LogWaiting>?> _commit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>An account that is there already; null where there is none.</summary>
    public Uin? Taken { get; private set; }

    public Task<Task<LogWaiting>?> JoinAsync(Uin uin, ImmutableArray<Change> changes)
    {
        lock (_lock)
        {
            _joined.Add((uin, changes));
            if (_joined.Count == count)
                _commit.TrySetResult(store.CommitTogetherAsync([.. _joined]));
        }

        return _commit.Task;
    }

    public void Refuse(Uin uin)
    {
        lock (_lock)
            Taken ??= uin;
        _commit.TrySetResult(null);
    }

    /// <summary>Has an account come; where it cannot, the others wait for it no longer.</summary>
    public async Task BringAsync(Func<ValueTask<bool>> come)
    {
        try
        {
            await come();
        }
        catch
        {
            _commit.TrySetResult(null);
            throw;
        }
    }
}

/// <summary>Makes the account together with others; false where it, or one of them, is there.</summary>
/// <param name="Account">Its record.</param>
/// <param name="PasswordHash">The slow hash of its password.</param>
/// <param name="Founding">Where they meet.</param>
[GenerateSerializer, Immutable]
internal sealed record CreateTogether(AccountRecord Account, string PasswordHash, IFounding Founding) : QueuedCall<bool>
{
    protected override async Task<bool> InQueueAsync(AccountHost host)
    {
        if (host.Account.Record is not null)
        {
            Founding.Refuse(host.Uin);
            return false;
        }

        await host.Services.Deletions.FreeAsync(host.Uin);
        var changes = AccountAdministration.Create(Account, PasswordHash).Changes;
        if (await Founding.JoinAsync(host.Uin, changes) is not { } commit)
            return false;
        await host.Steps.StoreTogetherAsync(changes, commit);
        host.Scheduler.Open();
        return true;
    }
}
