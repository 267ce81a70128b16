using Tqq.Probe.Asking;
using Tqq.Probe.Judging;

namespace Tqq.Probe;

/// <summary>All that a probe found out.</summary>
/// <param name="Plan">Who asked whom.</param>
/// <param name="Begun">When.</param>
/// <param name="Took">How long it took.</param>
/// <param name="CouldLogIn">Whether the account could log in; without that little can be said.</param>
/// <param name="Findings">In the order in which they came.</param>
public sealed record ProbeReport(ProbePlan Plan, DateTimeOffset Begun, TimeSpan Took, bool CouldLogIn, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether the server stopped answering before the end, so that the rest could not be tested.</summary>
    public bool IsServerGone { get; init; }

    /// <summary>How many have this verdict.</summary>
    public int Count(Verdict verdict) => Findings.Count(finding => finding.Verdict == verdict);

    /// <summary>The documented differences that showed.</summary>
    public IEnumerable<string> Quirks =>
        Findings.Where(finding => finding.Verdict == Verdict.AllowedDifference).Select(finding => finding.Note!).Distinct();
}
