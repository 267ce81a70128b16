using HdrHistogram;
using Tqq.Load.Planning;

namespace Tqq.Load.Driving;

/// <summary>What came of the requests that were measured.</summary>
/// <param name="Operations">By operation.</param>
/// <param name="Lateness">How late the generator itself was with what it could have sent at once.</param>
/// <param name="Waited">How many arrivals waited for a free place, or for an earlier request of their account.</param>
public sealed record TallyResult(IReadOnlyList<OperationResult> Operations, Percentiles Lateness, long Waited);

/// <summary>One operation.</summary>
/// <param name="Operation">Which.</param>
/// <param name="Latency">From the scheduled arrival to the reply, of those that were done.</param>
/// <param name="Outcomes">How many ended how; only what occurred.</param>
public sealed record OperationResult(LoadOperation Operation, Percentiles Latency, IReadOnlyDictionary<RequestOutcome, long> Outcomes)
{
    /// <summary>How many ended so.</summary>
    public long Count(RequestOutcome outcome) => Outcomes.GetValueOrDefault(outcome);
}

/// <summary>What became of a request.</summary>
public enum RequestOutcome
{
    /// <summary>Done: RES=0.</summary>
    Done,

    /// <summary>RES=3.</summary>
    Refused,

    /// <summary>RES=20.</summary>
    NoSession,

    /// <summary>RES=5, or a login with a wrong password.</summary>
    NoAccount,

    /// <summary>The server closed without a reply.</summary>
    NoReply,

    /// <summary>What came is no reply.</summary>
    Garbled,

    /// <summary>No connection was made.</summary>
    NoConnection,

    /// <summary>The connection broke.</summary>
    Broken,

    /// <summary>No reply in time.</summary>
    TimedOut,
}

/// <summary>A distribution in six numbers, in microseconds; all 0 where nothing was counted.</summary>
public sealed record Percentiles(long Count, long P50, long P90, long P99, long P999, long Max)
{
    internal static Percentiles Of(LongHistogram histogram) => histogram.TotalCount == 0
        ? new(0, 0, 0, 0, 0, 0)
        : new(histogram.TotalCount, histogram.GetValueAtPercentile(50), histogram.GetValueAtPercentile(90),
            histogram.GetValueAtPercentile(99), histogram.GetValueAtPercentile(99.9), histogram.GetMaxValue());
}
