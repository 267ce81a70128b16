using Microsoft.Extensions.Logging;
using Tqq.Server.Duties;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>
/// Has the index of what was said follow the logs, in small steps. What was there before the index comes at a bounded rate, so that a
/// server which has just begun it, or makes it anew, does its work meanwhile.
/// </summary>
internal sealed partial class SearchFollowing(IStore store, TimeProvider time, ILogger<SearchFollowing> logger)
    : RecurringDuty("following logs for search", Interval, Interval, time, logger)
{
    private const int Step = 1000;
    private const int MostInTurn = 20_000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time = time;
    private long? _lastLine;
    private long? _lastFailure;
    private bool _isWell = true;

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken stoppingToken)
    {
        if (_lastFailure is { } failure && _time.GetElapsedTime(failure) < AfterFailure)
            return;
        try
        {
            for (var (items, hasMore) = (0, true); hasMore && items < MostInTurn; stoppingToken.ThrowIfCancellationRequested())
            {
                var step = await store.FollowLogsAsync(Step);
                (items, hasMore) = (items + step.Items, step.HasMore);
                if (step.Anew is { } cause)
                    LogAnew(logger, cause);
                Tell(step);
            }

            (_lastFailure, _isWell) = (null, true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Said once: whatever it is may last, and what is not indexed is found all the same.
            if (_isWell)
                LogFailed(logger, e.Message);
            (_lastFailure, _isWell) = (_time.GetTimestamp(), false);
        }
    }

    // How far it is, once a minute while it takes longer than one turn, and when it is done.
    private void Tell(SearchStep step)
    {
        if (step.Left > MostInTurn && (_lastLine is not { } last || _time.GetElapsedTime(last) >= BetweenLines))
        {
            LogLeft(logger, step.Left);
            _lastLine = _time.GetTimestamp();
        }
        else if (step.Left == 0 && !step.HasMore && _lastLine is not null)
        {
            LogDone(logger);
            _lastLine = null;
        }
    }

    [LoggerMessage(30, LogLevel.Warning, "{Cause}: the index for search is made anew of the logs; searches take longer until then")]
    private static partial void LogAnew(ILogger logger, string cause);

    [LoggerMessage(31, LogLevel.Warning,
        "{Cause}: logs are not indexed for search, and searches take longer; it is tried again each minute")]
    private static partial void LogFailed(ILogger logger, string cause);

    [LoggerMessage(32, LogLevel.Information, "logs are indexed for search: at most {Left} items are left")]
    private static partial void LogLeft(ILogger logger, long left);

    [LoggerMessage(33, LogLevel.Information, "all logs are indexed for search")]
    private static partial void LogDone(ILogger logger);
}
