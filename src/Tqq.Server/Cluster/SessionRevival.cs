using Microsoft.Extensions.Logging;
using Tqq.Core.Rules;
using Tqq.Server.Duties;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>
/// Sessions survive a restart (protocol.md §3). Nobody knows when a client last called, so each session begins anew with its whole time;
/// but if the server was away for longer than a session lives, all of them are over. For that it writes down now and then that it is alive.
/// A calendar set ahead meanwhile looks the same: clients log in again, and nothing is lost. One that was set back ends nothing.
/// </summary>
internal sealed partial class SessionRevival(IStore store, AccountGrains grains, InForce<AccountRules> rules, Clock clock, TimeProvider time, ILogger<SessionRevival> logger)
    : RecurringDuty("writing down that the server is alive", TimeSpan.Zero, Interval, time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly DateTimeOffset _started = clock.Now().Wall;
    private volatile bool _areOver;
    private bool _haveWoken;

    /// <summary>
    /// Whether sessions that come from disk are over, though they could not be removed there yet: a full disk keeps nobody from starting and logging in.
    /// </summary>
    public bool AreOver => _areOver;

    /// <summary>Before anybody is let in: ends the sessions of a server that was away too long.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _areOver = await store.ReadLastAliveAsync(cancellationToken) is { } alive && _started - alive > rules.Now.SessionTimeout + Interval;
            if (_areOver)
                await EndSessions();
        }
        catch (StoreDamagedException)
        {
            // The store has named it. Sessions that cannot be read are over anyway; the others begin anew.
        }
        catch (IOException e)
        {
            LogNotEnded(logger, e.Message);
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken stoppingToken)
    {
        // In this order: what is written down makes sessions live that are on disk at the next start.
        if (_areOver)
            await EndSessions();
        await EndAsync();
        if (!_haveWoken)
            await WakeSessions(stoppingToken);
        _haveWoken = true;
    }

    /// <inheritdoc/>
    protected override Task EndAsync() => _areOver ? Task.CompletedTask : store.WriteLastAliveAsync(clock.Now().Wall);

    private async Task EndSessions()
    {
        await store.EndSessionsAsync(_started);
        _areOver = false;
    }

    private async Task WakeSessions(CancellationToken stoppingToken)
    {
        try
        {
            foreach (var uin in await store.ListSessionsAsync(stoppingToken))
            {
                stoppingToken.ThrowIfCancellationRequested();
                await grains[uin].Wake();
            }
        }
        catch (StoreDamagedException)
        {
            // The store has named it. A session that is not woken ends in time once its account is spoken to.
        }
    }

    [LoggerMessage(24, LogLevel.Warning, "the sessions of before the start are over, but cannot be removed from the store yet: {Reason}")]
    private static partial void LogNotEnded(ILogger logger, string reason);
}
