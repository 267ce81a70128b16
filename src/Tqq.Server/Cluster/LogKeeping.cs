using Tqq.Core;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>
/// Looks after the logs of accounts, a part of them at a time, so that a turn is short however many there are: brings history into those
/// that have just begun, and removes from each what is too old or too much.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="accounts">Where accounts are told whose logs have been filled.</param>
/// <param name="options">How long and how much is kept.</param>
internal sealed class LogKeeping(IStore store, IAccountDirectory accounts, ClusterOptions options)
{
    private const int Step = 500;
    private const int AccountsAtOnce = 1000;

    // What waited when a log was looked at may have been read since.
    private static readonly TimeSpan Round = TimeSpan.FromDays(1);

    private TimeSpan _nextRound = TimeSpan.MinValue;
    private bool _isAnew;
    private Uin _after = new(0);

    /// <summary>Brings history into logs.</summary>
    public async Task FillAsync(CancellationToken stoppingToken)
    {
        foreach (var owner in await store.ListUnfilledLogsAsync(stoppingToken))
        {
            try
            {
                while (await store.FillLogAsync(owner, Step))
                    stoppingToken.ThrowIfCancellationRequested();
                if (accounts.IsHere(owner))
                    await accounts.CallAsync(owner, new NoteFilledLog(), stoppingToken);
            }
            catch (StoreDamagedException)
            {
                // The store has named it. Its history stays where it is, and those of others come.
            }
        }
    }

    /// <summary>Removes from the next logs what may go.</summary>
    public async Task SweepAsync(Moment now, CancellationToken stoppingToken)
    {
        if (_after.Value == 0 && (_isAnew = now.Uptime >= _nextRound))
            _nextRound = now.Uptime + Round;
        var before = options.DeviceHistory is { } history ? now.Wall - history : DateTimeOffset.MinValue;
        var accounts = await store.ListLogsAsync(_after, before, options.LogQuota, _isAnew, AccountsAtOnce, stoppingToken);
        foreach (var (owner, isDue) in accounts)
            for (var (goesOn, anew) = (isDue, _isAnew); goesOn; anew = false, stoppingToken.ThrowIfCancellationRequested())
                goesOn = (await store.SweepLogAsync(owner, before, options.LogQuota, anew, Step)).HasMore;
        _after = accounts.Length < AccountsAtOnce ? new(0) : accounts[^1].Owner;
    }
}
