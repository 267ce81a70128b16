using Microsoft.Extensions.Logging;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>Says that the store is full, once a minute at most: a log for every refused message would only fill the disk further.</summary>
internal sealed partial class FullNotice(Clock clock, ILogger<FullNotice> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private TimeSpan? _said;
    private int _refused;

    /// <summary>Something was refused for want of room.</summary>
    public void Say(StoreFullException cause)
    {
        lock (_lock)
        {
            _refused++;
            var now = clock.Now().Uptime;
            if (_said is { } said && now - said < Interval)
                return;
            LogFull(logger, _refused, cause);
            (_said, _refused) = (now, 0);
        }
    }

    [LoggerMessage(2, LogLevel.Error, "the store is full: what needs room is refused until there is some ({Refused} since this was said last)")]
    private static partial void LogFull(ILogger logger, int refused, Exception exception);
}
