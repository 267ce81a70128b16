using Microsoft.Extensions.Logging;
using Tqq.Core;
using Tqq.Core.Mail;
using Tqq.Server.Duties;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>
/// Removes acknowledged messages, keys of texts, and what stands in logs, when it has been kept long enough, in small batches, so that
/// nobody waits for it. A calendar that went ahead by more than the time that passed, while the server ran or was away, is believed after a
/// day only: until then it can be put right, and no history is gone.
/// </summary>
internal sealed partial class HistorySweeper(
    IStore store, IAuditStore audit, IAccountDirectory accounts,
    ClusterOptions options, Clock clock, TimeProvider time, ILogger<HistorySweeper> logger)
    : RecurringDuty("removing old messages", Interval, Interval, time, logger)
{
    private const int Step = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LargeJump = TimeSpan.FromHours(1);
    private static readonly TimeSpan Doubt = TimeSpan.FromDays(1);

    // A calendar that went ahead by less than a large jump is believed at once.
    private static readonly TimeSpan KeyLife = TextKey.Life + LargeJump;

    // How long it stands what administrators did.
    private static readonly TimeSpan AuditLife = TimeSpan.FromDays(365);

    // What was not acknowledged when the sweep came by may be when it comes by again.
    private static readonly TimeSpan Round = TimeSpan.FromDays(1);

    private readonly LogKeeping _logs = new(store, accounts, options);
    private Moment _last = clock.Now();
    private TimeSpan _believes = TimeSpan.MinValue;
    private TimeSpan _nextRound = TimeSpan.MinValue;
    private long _from;

    /// <summary>Before the server says that it is alive: notes when it last was.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await store.ReadLastAliveAsync(cancellationToken) is { } alive)
                _last = _last with { Wall = alive };
        }
        catch (StoreDamagedException)
        {
            // The store has named it. Nobody knows how long the server was away: whatever the calendar says is as good as any.
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken stoppingToken)
    {
        var now = clock.Now();
        if (now.Wall - _last.Wall - (now.Uptime - _last.Uptime) is var ahead && ahead > LargeJump)
        {
            _believes = now.Uptime + Doubt;
            LogAhead(logger, ahead);
        }

        _last = now;
        await _logs.FillAsync(stoppingToken);
        if (now.Uptime < _believes)
            return;
        if (now.Uptime >= _nextRound)
            (_nextRound, _from) = (now.Uptime + Round, 0);
        for (long? from = 0; from is { } place; stoppingToken.ThrowIfCancellationRequested())
            from = (await store.SweepTextKeysAsync(now.Wall - KeyLife, place, Step)).Next;
        while ((await store.SweepMessagesAsync(now.Wall - options.History, _from, Step)).Next is { } next)
        {
            _from = next;
            stoppingToken.ThrowIfCancellationRequested();
        }

        await _logs.SweepAsync(now, stoppingToken);
        while (await audit.SweepAuditAsync(now.Wall - AuditLife, Step) == Step)
            stoppingToken.ThrowIfCancellationRequested();
    }

    [LoggerMessage(56, LogLevel.Warning,
        "the calendar went ahead by {Ahead} more than time passed, or the server was away so long: no history is removed for a day")]
    private static partial void LogAhead(ILogger logger, TimeSpan ahead);
}
