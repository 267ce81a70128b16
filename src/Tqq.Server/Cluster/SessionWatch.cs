using Microsoft.Extensions.Logging;
using Tqq.Core;
using Tqq.Core.Rules;
using Tqq.Server.Duties;

namespace Tqq.Server.Cluster;

/// <summary>
/// Wakes accounts when their sessions may be over, and those without one to see whether they may leave memory. One timer for all: a timer
/// for each would cost memory of every account, and the runtime goes through all of its timers several times a second.
/// </summary>
internal sealed partial class SessionWatch(
    IAccountDirectory accounts, WakeRing wakes, InForce<AccountRules> rules, Clock clock, TimeProvider time, ILogger<SessionWatch> logger)
    : RecurringDuty("waking accounts whose sessions may be over", WidthFor(rules.Now), WidthFor(rules.Now), time, logger)
{
    // A session that lives longer is looked at now and then. An account without one asks to be woken when its failed logins are forgotten.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(5.1);
    private static readonly TimeSpan ShortestSlot = TimeSpan.FromMilliseconds(20);
    private const int AtOnce = 100;

    /// <summary>Where accounts say when they want to be woken.</summary>
    public static WakeRing RingFor(AccountRules rules, Clock clock) => new(WidthFor(rules), clock.Now().Uptime);

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken stoppingToken)
    {
        while (wakes.TakeDue(clock.Now().Uptime) is { } due)
            foreach (var some in due.Chunk(AtOnce))
                await Task.WhenAll(some.Select(uin => Wake(uin, stoppingToken)));
    }

    private async Task Wake(Uin uin, CancellationToken stoppingToken)
    {
        try
        {
            // Who has left memory meanwhile sleeps on.
            if (accounts.IsHere(uin))
                await accounts.CallAsync(uin, new Wake(), stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogNotWoken(logger, uin.Value, e);
            wakes.Add(uin, clock.Now().Uptime + WidthFor(rules.Now));
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
