using Microsoft.Extensions.Logging;
using Tqq.Server.Duties;
using Tqq.Server.Storage;

namespace Tqq.Server.Hosting;

/// <summary>
/// Says in the log what `/healthz` answers, when that changes: not everybody asks there. Of a store that is not well it
/// finds out by a write when it is again.
/// </summary>
internal sealed partial class HealthWatch(IStore store, TimeProvider time, ILogger<HealthWatch> logger)
    : RecurringDuty("looking after the store's health", Interval, Interval, time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private string? _trouble;
    private Task _probe = Task.CompletedTask;

    /// <inheritdoc/>
    protected override Task DoAsync(CancellationToken stoppingToken)
    {
        var before = _trouble;
        _trouble = store.Condition.Trouble;
        if (_trouble is not null && before is null)
            LogTrouble(logger, _trouble);
        else if (_trouble is null && before is not null)
            LogWell(logger);
        // It may wait for the disk for long, and what is to be said does not wait for it.
        if (_trouble is not null && _probe.IsCompleted)
            _probe = ProbeAsync();
        return Task.CompletedTask;
    }

    private async Task ProbeAsync()
    {
        try
        {
            await store.ProbeAsync();
        }
        catch (IOException)
        {
            // The store is not well yet, and says so.
        }
    }

    [LoggerMessage(25, LogLevel.Error, "the store is not well: {Trouble}")]
    private static partial void LogTrouble(ILogger logger, string trouble);

    [LoggerMessage(26, LogLevel.Warning, "the store is well again")]
    private static partial void LogWell(ILogger logger);
}
