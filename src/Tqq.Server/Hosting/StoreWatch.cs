using Microsoft.Extensions.Hosting;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Hosting;

/// <summary>
/// Reads the whole store soon after the start and once a day, on a thread of its own, so that damage is named before somebody
/// stumbles over it. Nothing waits for it: whatever is read is checked as it is read.
/// </summary>
internal sealed class StoreWatch(SqliteStore store, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(Settling, time, stoppingToken);
            using var timer = new PeriodicTimer(Interval, time);
            do
                await Look(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The server stops; the next one looks again.
        }
    }

    private Task Look(CancellationToken stoppingToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                store.LookForDamage(stoppingToken);
                done.SetResult();
            }
            catch (OperationCanceledException)
            {
                done.SetCanceled(stoppingToken);
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        }) { Name = "store watch", IsBackground = true };
        thread.Start();
        return done.Task;
    }
}
