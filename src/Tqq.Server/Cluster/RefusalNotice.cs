using Microsoft.Extensions.Logging;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>
/// Says that the store refuses what is to be written, once a minute for each reason: a log for every refused message would only fill the
/// disk further.
/// </summary>
internal sealed partial class RefusalNotice(Clock clock, ILogger<RefusalNotice> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<Type, (TimeSpan Said, int Refused)> _reasons = [];

    /// <summary>Something was refused.</summary>
    public void Say(Exception cause)
    {
        // What is damaged, the store has named already.
        if (cause is StoreDamagedException)
            return;
        lock (_lock)
        {
            var now = clock.Now().Uptime;
            var (said, refused) = _reasons.GetValueOrDefault(cause.GetType(), (TimeSpan.MinValue, 0));
            var isDue = said == TimeSpan.MinValue || now - said >= Interval;
            _reasons[cause.GetType()] = isDue ? (now, 0) : (said, refused + 1);
            if (!isDue)
                return;
            if (cause is StoreFullException)
                LogFull(logger, refused + 1, cause);
            else
                LogRefused(logger, cause.Message, refused + 1, cause is StoreBusyException or StoreUncertainException ? null : cause);
        }
    }

    [LoggerMessage(2, LogLevel.Error,
        "the store is full: what needs room is refused until there is some ({Refused} since this was said last)")]
    private static partial void LogFull(ILogger logger, int refused, Exception exception);

    [LoggerMessage(23, LogLevel.Error, "what was to be written is not on disk: {Reason} ({Times} times since this was said last)")]
    private static partial void LogRefused(ILogger logger, string reason, int times, Exception? exception);
}
