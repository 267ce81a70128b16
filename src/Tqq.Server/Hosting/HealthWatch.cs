using Microsoft.Extensions.Logging;
using Tqq.Server.Duties;
using Tqq.Server.Storage;

namespace Tqq.Server.Hosting;

/// <summary>Says in the log what `/healthz` answers, when that changes: not everybody asks there.</summary>
internal sealed partial class HealthWatch(IStore store, TimeProvider time, ILogger<HealthWatch> logger)
    : RecurringDuty("looking after the store's health", Interval, Interval, time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private string? _trouble;

    /// <inheritdoc/>
    protected override Task DoAsync(CancellationToken stoppingToken)
    {
        var before = _trouble;
        _trouble = store.Condition.Trouble;
        if (_trouble is not null && before is null)
            LogTrouble(logger, _trouble);
        else if (_trouble is null && before is not null)
            LogWell(logger);
        return Task.CompletedTask;
    }

    [LoggerMessage(25, LogLevel.Error, "the store is not well: {Trouble}")]
    private static partial void LogTrouble(ILogger logger, string trouble);

    [LoggerMessage(26, LogLevel.Warning, "the store is well again")]
    private static partial void LogWell(ILogger logger);
}
