using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tqq.Server.Duties;

/// <summary>
/// Something that the server does again and again, beside all requests. Whatever one turn of it fails with is logged, and the duty goes on
/// at its next turn: no duty ends the server.
/// </summary>
/// <param name="what">What is done, in words for the log: "removing old messages".</param>
/// <param name="first">How long after the start the first turn is; zero for at once.</param>
/// <param name="interval">How long after the beginning of one turn the next begins.</param>
/// <param name="time">Where time comes from.</param>
/// <param name="logger">Where failures go.</param>
internal abstract partial class RecurringDuty(string what, TimeSpan first, TimeSpan interval, TimeProvider time, ILogger logger)
    : BackgroundService
{
    /// <summary>One turn.</summary>
    protected abstract Task DoAsync(CancellationToken stoppingToken);

    /// <summary>The last that is done, when the server stops.</summary>
    protected virtual Task EndAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(first == TimeSpan.Zero ? interval : first, time);
        try
        {
            if (first == TimeSpan.Zero)
                await TakeTurn(DoAsync, stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (timer.Period != interval)
                    timer.Period = interval;
                await TakeTurn(DoAsync, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }

        await TakeTurn(_ => EndAsync(), CancellationToken.None);
    }

    private async Task TakeTurn(Func<CancellationToken, Task> turn, CancellationToken stoppingToken)
    {
        try
        {
            await turn(stoppingToken);
        }
        catch (Exception e)
        {
            stoppingToken.ThrowIfCancellationRequested();
            LogFailed(logger, what, interval, e);
        }
    }

    [LoggerMessage(3, LogLevel.Error, "{What} has failed; the next turn is {Interval} after this one")]
    private static partial void LogFailed(ILogger logger, string what, TimeSpan interval, Exception exception);
}
