using Microsoft.Extensions.Logging;
using Tqq.Core;
using Tqq.Server.Duties;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>
/// Finishes what takes more than one account and so more than one transaction: deletions, and friendships that only one side has stored.
/// The store remembers both. All that a crash has cut is finished before anybody is let in; what cannot be, because the disk is full or
/// damaged, is tried again every half minute.
/// </summary>
internal sealed class UnfinishedWork(
    IStore store, IAccountDirectory accounts, Deletions deletions, TimeProvider time, ILogger<UnfinishedWork> logger)
    : RecurringDuty("finishing deletions and friendships", Interval, Interval, time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    // Friendships that were unconfirmed a round ago. Those that are not among them are most likely being made just now.
    private HashSet<(Uin, Uin)> _unconfirmed = [];

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await deletions.TryAsync(async () => _unconfirmed = [.. await store.ListUnconfirmedAsync(cancellationToken)]);
        await RoundAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task DoAsync(CancellationToken stoppingToken) => RoundAsync(stoppingToken);

    private async Task RoundAsync(CancellationToken stoppingToken)
    {
        await deletions.TryAsync(async () =>
        {
            foreach (var uin in await store.ListDeletionsAsync(stoppingToken))
                await deletions.TryFinishAsync(uin);
        });
        await deletions.TryAsync(async () =>
        {
            var unconfirmed = await store.ListUnconfirmedAsync(stoppingToken);
            foreach (var (owner, other) in unconfirmed.Where(_unconfirmed.Contains))
                await deletions.TryAsync(async () => await accounts.CallAsync(owner, new ConfirmFriend(other), stoppingToken));
            _unconfirmed = [.. unconfirmed];
        });
    }
}
