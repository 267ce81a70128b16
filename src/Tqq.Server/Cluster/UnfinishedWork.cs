using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Tqq.Core;
using Tqq.Core.Peers;
using Tqq.Server.Duties;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>
/// Finishes what takes more than one account and so more than one transaction: deletions, and friendships that only one side has stored. The store remembers both.
/// All that a crash has cut is finished before anybody is let in; what cannot be, because the disk is full or damaged, is tried again every half minute.
/// </summary>
internal sealed partial class UnfinishedWork(IStore store, AccountGrains grains, TimeProvider time, ILogger<UnfinishedWork> logger)
    : RecurringDuty("finishing deletions and friendships", Interval, Interval, time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    // Friendships that were unconfirmed a round ago. Those that are not among them are most likely being made just now.
    private HashSet<(Uin, Uin)> _unconfirmed = [];

    // Of accounts whose deletion is not finished: those that may be about to store a tie to it, of which the store knows nothing yet.
    private readonly ConcurrentDictionary<Uin, ImmutableArray<Uin>> _tied = new();

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryAsync(async () => _unconfirmed = [.. await store.ListUnconfirmedAsync(cancellationToken)]);
        await RoundAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>An account is about to be deleted: these may be about to store a tie to it, and have to forget it whoever finishes the deletion.</summary>
    public void BeginDeletion(Uin gone, IEnumerable<Uin> tied) => _tied[gone] = [.. tied.Union(_tied.GetValueOrDefault(gone, []))];

    /// <summary>Removes all that other accounts know of a deleted one, and then the mark that it is being deleted.</summary>
    /// <param name="gone">The account that was.</param>
    /// <exception cref="StoreRefusedException">Something cannot be removed now; it will be tried again.</exception>
    public async Task FinishDeletionAsync(Uin gone)
    {
        foreach (var other in _tied.GetValueOrDefault(gone, []).Union(await store.ListTiedAsync(gone, CancellationToken.None)))
            if (other != gone && await grains.Hear(other, new PeerRequest.ForgetMe(gone)) is PeerAnswer.Full or PeerAnswer.Unknown)
                throw new StoreBusyException($"account {gone} is deleted, but account {other} cannot forget it now: nothing can be written there");
        await store.FinishDeletionAsync(gone);
        _tied.TryRemove(gone, out _);
    }

    /// <summary>Before a number is given to somebody: finishes the deletion of who had it before.</summary>
    public async Task FreeAsync(Uin uin)
    {
        if ((await store.ListDeletionsAsync(CancellationToken.None)).Contains(uin))
            await FinishDeletionAsync(uin);
    }

    /// <summary>Does something of this kind; where it fails, says so, and goes on.</summary>
    public async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotFinished(logger, e);
        }
    }

    /// <inheritdoc/>
    protected override Task DoAsync(CancellationToken stoppingToken) => RoundAsync(stoppingToken);

    private async Task RoundAsync(CancellationToken stoppingToken)
    {
        await TryAsync(async () =>
        {
            foreach (var uin in await store.ListDeletionsAsync(stoppingToken))
                await TryAsync(() => FinishDeletionAsync(uin));
        });
        await TryAsync(async () =>
        {
            var unconfirmed = await store.ListUnconfirmedAsync(stoppingToken);
            foreach (var (owner, other) in unconfirmed.Where(_unconfirmed.Contains))
                await TryAsync(() => grains[owner].Confirm(other));
            _unconfirmed = [.. unconfirmed];
        });
    }

    [LoggerMessage(27, LogLevel.Error, "a deletion or a friendship could not be finished and will be tried again")]
    private static partial void LogNotFinished(ILogger logger, Exception exception);
}
