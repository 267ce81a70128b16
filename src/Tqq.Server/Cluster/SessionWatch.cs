using Microsoft.Extensions.Logging;
using Tqq.Core;
using Tqq.Core.Rules;
using Tqq.Server.Duties;

namespace Tqq.Server.Cluster;

/// <summary>
/// Wakes accounts when their sessions may be over, and those without one to see whether they may leave memory. One timer for all: a timer for each would
/// cost memory of every account, and the runtime goes through all of its timers several times a second.
/// </summary>
internal sealed partial class SessionWatch(AccountGrains grains, AccountsHere here, InForce<AccountRules> rules, Clock clock, TimeProvider time, ILogger<SessionWatch> logger)
    : RecurringDuty("waking accounts whose sessions may be over", WidthFor(rules.Now), WidthFor(rules.Now), time, logger)
{
    // A session that lives longer is looked at now and then. An account without one asks to be woken when its failed logins are forgotten.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(5.1);
    private static readonly TimeSpan ShortestSlot = TimeSpan.FromMilliseconds(20);
    private const int AtOnce = 100;

    private readonly WakeRing _ring = new(WidthFor(rules.Now), clock.Now().Uptime);

    /// <summary>Has an account woken in time.</summary>
    /// <param name="uin">Its number.</param>
    /// <param name="left">How long it sleeps if nobody calls: until its session is over, or its failed logins are forgotten.</param>
    /// <returns>When it will be woken: not before this, on the clock that counts up.</returns>
    public TimeSpan WakeIn(Uin uin, TimeSpan left) => _ring.Add(uin, clock.Now().Uptime + left);

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken stoppingToken)
    {
        while (_ring.TakeDue(clock.Now().Uptime) is { } due)
            foreach (var some in due.Chunk(AtOnce))
                await Task.WhenAll(some.Select(uin => Wake(uin, stoppingToken)));
    }

    private async Task Wake(Uin uin, CancellationToken stoppingToken)
    {
        try
        {
            // Who has left memory meanwhile sleeps on.
            if (here.TryFind(uin, out _))
                await grains[uin].Wake();
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogNotWoken(logger, uin.Value, e);
            WakeIn(uin, WidthFor(rules.Now));
        }
        catch (Exception)
        {
            // The silo is going down.
        }
    }

    // Once round the ring is as long as the shorter of the two.
    private static TimeSpan WidthFor(AccountRules rules) =>
        new(Math.Max(ShortestSlot.Ticks, Math.Min(LongestSleep.Ticks, rules.SessionTimeout.Ticks) / WakeRing.Reach));

    [LoggerMessage(9, LogLevel.Error, "account {Uin} could not be woken: its session ends late, if it has one")]
    private static partial void LogNotWoken(ILogger logger, uint uin, Exception exception);
}
