using System.Net;
using Microsoft.Extensions.Logging;

namespace Tqq.Server.Wire.Admission;

/// <summary>
/// Counts who was turned away, and says so: the first time at once, then at most once a minute, so that a flood does not flood the log.
/// </summary>
/// <param name="time">Where time comes from.</param>
/// <param name="logger">Where to say it.</param>
public sealed partial class Rejections(TimeProvider time, ILogger<Rejections> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly long[] _counts = new long[Enum.GetValues<RejectionReason>().Length];
    private readonly long[] _said = new long[Enum.GetValues<RejectionReason>().Length];
    private readonly long?[] _last = new long?[Enum.GetValues<RejectionReason>().Length];
    private readonly Lock _lock = new();

    /// <summary>How many there were.</summary>
    public long Count(RejectionReason reason) => Interlocked.Read(ref _counts[(int)reason]);

    /// <summary>One was turned away.</summary>
    public void Note(RejectionReason reason, IPAddress address)
    {
        var count = Interlocked.Increment(ref _counts[(int)reason]);
        long since;
        lock (_lock)
        {
            ref var last = ref _last[(int)reason];
            if (last is { } before && time.GetElapsedTime(before) < Pause)
                return;
            last = time.GetTimestamp();
            since = count - _said[(int)reason];
            _said[(int)reason] = count;
        }

        Log(logger, since, Words(reason), address);
    }

    private static string Words(RejectionReason reason) => reason switch
    {
        RejectionReason.NoProxyHeader => "began without a good PROXY header though their network is one of --proxy-from",
        RejectionReason.ConnectionLimit =>
            "found no place: --connections or --connections-per-address is reached, and every connection there is busy",
        RejectionReason.Evicted => "had to leave for newer ones: --connections or --connections-per-address is reached",
        RejectionReason.RequestLimit => "were closed with their request unread: --requests or --requests-per-address is reached",
        RejectionReason.WebConnectionLimit => "were closed at the web port: as many are there as may be, of their address or in all",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    [LoggerMessage(12, LogLevel.Warning, "{Count} connections {Reason} (last from {Address}; said once a minute)")]
    private static partial void Log(ILogger logger, long count, string reason, IPAddress address);
}

/// <summary>Why a connection was turned away.</summary>
public enum RejectionReason
{
    /// <summary>It came from a trusted proxy and did not begin as such a connection has to.</summary>
    NoProxyHeader,

    /// <summary>There are as many connections as may be.</summary>
    ConnectionLimit,

    /// <summary>A newer one needed its slot.</summary>
    Evicted,

    /// <summary>Too many requests were in flight.</summary>
    RequestLimit,

    /// <summary>It came to the web port, and as many connections are there as may be.</summary>
    WebConnectionLimit,
}
