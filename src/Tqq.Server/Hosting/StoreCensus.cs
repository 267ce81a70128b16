using Microsoft.Extensions.Logging;
using Tqq.Core.Devices;
using Tqq.Server.Duties;
using Tqq.Server.Metrics;
using Tqq.Server.Storage;

namespace Tqq.Server.Hosting;

/// <summary>
/// Counts what is in the store: accounts each ten seconds, which costs nothing; new ones and sessions each ten minutes, because that goes
/// through all accounts, and where there are few also when there are others than before.
/// </summary>
internal sealed class StoreCensus : RecurringDuty
{
    private const int TurnsBetweenAll = 60;
    private const double Few = 10_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly DeviceKind[] s_kinds = Enum.GetValues<DeviceKind>();

    private readonly IStore _store;
    private readonly IStoreCounts _counts;
    private readonly TimeProvider _calendar;
    private double _accounts = double.NaN;
    private StoreCounts? _all;
    private int _turns;

    /// <summary>Makes what is counted.</summary>
    /// <param name="store">The store.</param>
    /// <param name="counts">The store as a whole.</param>
    /// <param name="figures">Where it is shown.</param>
    /// <param name="calendar">Where time comes from, the calendar included.</param>
    /// <param name="logger">Where failures go.</param>
    public StoreCensus(IStore store, IStoreCounts counts, FigureList figures, TimeProvider calendar, ILogger<StoreCensus> logger)
        : base("counting accounts and sessions", TimeSpan.Zero, Interval, calendar, logger)
    {
        (_store, _counts, _calendar) = (store, counts, calendar);
        figures.Gauge("tqq.accounts", "", "Accounts.", _ => _accounts);
        figures.Gauge("tqq.accounts.new", "", "Accounts that were made within seven days; of more than 10,000 counted each ten minutes.",
            _ => Volatile.Read(ref _all)?.NewAccounts ?? double.NaN);
        figures.Gauge("tqq.device_sessions", "", "Sessions of pages, programs and tokens; counted each ten minutes.",
            part => Volatile.Read(ref _all) is { } all ? all.Devices.GetValueOrDefault((int)s_kinds[part]) : double.NaN,
            new FigureLabel("kind", [.. s_kinds.Select(kind => kind.ToString().ToLowerInvariant())]));
    }

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken stoppingToken)
    {
        var before = _accounts;
        _accounts = await _store.CountAccountsAsync(stoppingToken);
        if (_turns++ % TurnsBetweenAll == 0 || (_accounts != before && _accounts <= Few))
            Volatile.Write(ref _all, await _counts.CountAllAsync(_calendar.GetUtcNow() - Week, stoppingToken));
    }
}
