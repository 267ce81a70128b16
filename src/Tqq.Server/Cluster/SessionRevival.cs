using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tqq.Core.Rules;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>
/// Sessions survive a restart (protocol.md §3). Nobody knows when a client last called, so each session begins anew with its whole time;
/// but if the server was away for longer than a session lives, all of them are over. For that it writes down now and then that it is alive.
/// A calendar set ahead meanwhile looks the same: clients log in again, and nothing is lost. One that was set back ends nothing.
/// </summary>
internal sealed partial class SessionRevival(IStore store, AccountGrains grains, AccountRules rules, Clock clock, TimeProvider time, ILogger<SessionRevival> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>Before anybody is let in: ends the sessions of a server that was away too long.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await store.ReadLastAliveAsync(cancellationToken) is { } alive && clock.Now().Wall - alive > rules.SessionTimeout + Interval)
                await store.EndAllSessionsAsync();
        }
        catch (StoreDamagedException)
        {
            // The store has named it. Sessions that cannot be read are over anyway; the others begin anew.
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await StayAlive();
            await WakeSessions(stoppingToken);
            using var timer = new PeriodicTimer(Interval, time);
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await StayAlive();
        }
        catch (OperationCanceledException)
        {
            await StayAlive();
        }
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

    private async Task StayAlive()
    {
        try
        {
            await store.WriteLastAliveAsync(clock.Now().Wall);
        }
        catch (IOException e)
        {
            LogNotWritten(logger, e);
        }
    }

    [LoggerMessage(3, LogLevel.Warning, "could not write down that the server is alive")]
    private static partial void LogNotWritten(ILogger logger, Exception exception);
}
