using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Tqq.Core;
using Tqq.Core.Rules;
using Tqq.Core.Sessions;
using Tqq.Server.Duties;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>
/// Sessions survive a restart (protocol.md §3). Nobody knows when a client last called, so each session begins anew with its whole time;
/// but if the server was away for longer than a session lives, all of them are over. For that it writes down now and then that it is alive.
/// A calendar set ahead meanwhile looks the same: clients log in again, and nothing is lost. One that was set back ends nothing.
/// </summary>
internal sealed partial class SessionRevival(
    IStore store, IAccountDirectory accounts, LiveSessions sessions, InForce<AccountRules> rules, Clock clock, TimeProvider time,
    ILogger<SessionRevival> logger)
    : RecurringDuty("writing down that the server is alive", TimeSpan.Zero, Interval, time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly DateTimeOffset _started = clock.Now().Wall;
    private ImmutableArray<(Uin Owner, SessionRecord Session)> _revived = [];

    /// <summary>Before anybody is let in: ends the sessions of a server that was away too long, and knows the others.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            sessions.AreOver = await store.ReadLastAliveAsync(cancellationToken) is { } alive
                && _started - alive > rules.Now.SessionTimeout + Interval;
            if (sessions.AreOver)
                await EndSessions();
            _revived = await store.ListSessionsAsync(cancellationToken);
            foreach (var (owner, session) in _revived)
                sessions.Note(owner, session, isOnline: true);
        }
        catch (StoreDamagedException)
        {
            // The store has named it. Sessions that cannot be read are over anyway; the others begin anew, in time once their accounts are
            // spoken to.
            sessions.AreAllKnown = sessions.AreOver;
        }
        catch (IOException e)
        {
            LogNotEnded(logger, e.Message);
            sessions.AreAllKnown = sessions.AreOver;
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken stoppingToken)
    {
        // In this order: what is written down makes sessions live that are on disk at the next start.
        if (sessions.AreOver)
            await EndSessions();
        await EndAsync();
        await WakeSessions(stoppingToken);
    }

    /// <inheritdoc/>
    protected override Task EndAsync() => sessions.AreOver ? Task.CompletedTask : store.WriteLastAliveAsync(clock.Now().Wall);

    private async Task EndSessions()
    {
        await store.EndSessionsAsync(_started);
        sessions.AreOver = false;
    }

    private async Task WakeSessions(CancellationToken stoppingToken)
    {
        foreach (var (owner, _) in _revived)
        {
            stoppingToken.ThrowIfCancellationRequested();
            await accounts.CallAsync(owner, new Wake(), stoppingToken);
        }

        _revived = [];
    }

    [LoggerMessage(24, LogLevel.Warning, "the sessions of before the start are over, but cannot be removed from the store yet: {Reason}")]
    private static partial void LogNotEnded(ILogger logger, string reason);
}
