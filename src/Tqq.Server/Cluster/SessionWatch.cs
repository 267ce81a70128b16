using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tqq.Core;
using Tqq.Core.Rules;

namespace Tqq.Server.Cluster;

/// <summary>
/// Wakes accounts when their sessions may be over. A ring of slots and one timer for all: a timer for each would cost a fifth of an account's memory, and the
/// runtime goes through all of them several times a second, which with a million sessions takes half a core from a server that does nothing.
/// </summary>
internal sealed partial class SessionWatch(IGrainFactory grains, AccountRules rules, Clock clock, TimeProvider time, ILogger<SessionWatch> logger) : BackgroundService
{
    // A session that lives longer is looked at now and then; also, an account that is never called leaves memory (by Orleans' default after 15 minutes).
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortestSlot = TimeSpan.FromMilliseconds(20);
    private const int Slots = 301;
    private const int AtOnce = 100;

    private readonly TimeSpan _width = WidthFor(rules);
    private readonly Lock _lock = new();
    private readonly List<uint>?[] _ring = new List<uint>?[Slots];
    private long _done = clock.Now().Uptime.Ticks / WidthFor(rules).Ticks;

    /// <summary>Has an account woken in time.</summary>
    /// <param name="uin">Its number.</param>
    /// <param name="left">How long its session lives if nobody calls.</param>
    /// <returns>When it will be woken: not before this, on the clock that counts up.</returns>
    public TimeSpan WakeIn(Uin uin, TimeSpan left)
    {
        lock (_lock)
        {
            // Never the slot that is being emptied, and never once round the ring.
            var slot = Math.Clamp(SlotAfter(clock.Now().Uptime + left), _done + 1, _done + Slots - 1);
            (_ring[slot % Slots] ??= []).Add(uin.Value);
            return _width * slot;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_width, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                while (TakeDue() is { } due)
                    foreach (var some in due.Chunk(AtOnce))
                        await Task.WhenAll(some.Select(uin => Wake(uin, stoppingToken)));
        }
        catch (OperationCanceledException)
        {
            // The server stops; sessions begin anew with the next one.
        }
    }

    private List<uint>? TakeDue()
    {
        lock (_lock)
        {
            var now = clock.Now().Uptime.Ticks / _width.Ticks;
            if (_done >= now)
                return null;
            // After a long sleep of the machine once round the ring meets everybody.
            _done = Math.Max(_done + 1, now - Slots + 1);
            var due = _ring[_done % Slots] ?? [];
            _ring[_done % Slots] = null;
            return due;
        }
    }

    private async Task Wake(uint uin, CancellationToken stoppingToken)
    {
        try
        {
            await grains.GetGrain<IAccountGrain>(uin).Wake();
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogNotWoken(logger, uin, e);
        }
        catch (Exception)
        {
            // The silo is going down.
        }
    }

    private long SlotAfter(TimeSpan uptime) => (uptime.Ticks + _width.Ticks - 1) / _width.Ticks;

    // Once round the ring is as long as the shorter of the two.
    private static TimeSpan WidthFor(AccountRules rules) =>
        new(Math.Max(ShortestSlot.Ticks, Math.Min(LongestSleep.Ticks, rules.SessionTimeout.Ticks) / (Slots - 1)));

    [LoggerMessage(9, LogLevel.Error, "account {Uin} could not be woken: its session ends late")]
    private static partial void LogNotWoken(ILogger logger, uint uin, Exception exception);
}
