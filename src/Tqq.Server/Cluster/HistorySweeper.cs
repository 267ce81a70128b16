using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>Removes acknowledged messages that have been kept long enough, in small batches, so that nobody waits for it.</summary>
internal sealed partial class HistorySweeper(IStore store, ClusterOptions options, TimeProvider time, ILogger<HistorySweeper> logger) : BackgroundService
{
    private const int BatchSize = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await Sweep(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The server stops; what is left is swept another day.
        }
    }

    private async Task Sweep(CancellationToken stoppingToken)
    {
        try
        {
            while (await store.SweepMessagesAsync(time.GetUtcNow() - options.History, BatchSize) == BatchSize)
                stoppingToken.ThrowIfCancellationRequested();
        }
        catch (IOException e)
        {
            LogNotSwept(logger, e);
        }
    }

    [LoggerMessage(4, LogLevel.Warning, "old messages could not be removed")]
    private static partial void LogNotSwept(ILogger logger, Exception exception);
}
