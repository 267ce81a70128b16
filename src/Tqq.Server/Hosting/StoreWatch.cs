using Microsoft.Extensions.Logging;
using Tqq.Server.Duties;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Hosting;

/// <summary>
/// Reads the whole store soon after the start and once a day, on a thread of its own, so that damage is named before somebody
/// stumbles over it. Nothing waits for it: whatever is read is checked as it is read.
/// </summary>
internal sealed class StoreWatch(SqliteStore store, TimeProvider time, ILogger<StoreWatch> logger)
    : RecurringDuty("looking through the store for damage", Settling, Interval, time, logger)
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    protected override Task DoAsync(CancellationToken stoppingToken)
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
