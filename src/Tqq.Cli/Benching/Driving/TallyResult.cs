using Tqq.Cli.Benching.Planning;

namespace Tqq.Cli.Benching.Driving;

/// <summary>What came of the requests that were measured.</summary>
/// <param name="Operations">By operation.</param>
/// <param name="Lateness">How late the generator itself was with what it could have sent at once.</param>
/// <param name="Waited">How many arrivals waited for a free place, or for an earlier request of their account.</param>
internal sealed record TallyResult(IReadOnlyList<OperationResult> Operations, Percentiles Lateness, long Waited);

/// <summary>One operation.</summary>
/// <param name="Operation">Which.</param>
/// <param name="Latency">From the scheduled arrival to the reply, of those that were done.</param>
/// <param name="Outcomes">How many ended how; only what occurred.</param>
internal sealed record OperationResult(BenchOperation Operation, Percentiles Latency, IReadOnlyDictionary<RequestOutcome, long> Outcomes)
{
    /// <summary>How many ended so.</summary>
    public long Count(RequestOutcome outcome) => Outcomes.GetValueOrDefault(outcome);
}
