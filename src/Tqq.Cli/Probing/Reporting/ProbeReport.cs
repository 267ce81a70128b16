using Tqq.Cli.Language;
using Tqq.Cli.Probing.Asking;
using Tqq.Cli.Probing.Judging;

namespace Tqq.Cli.Probing.Reporting;

/// <summary>All that a probe found out.</summary>
/// <param name="Plan">Who asked whom.</param>
/// <param name="Begun">When.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Findings">In the order in which they came.</param>
internal sealed record ProbeReport(ProbePlan Plan, DateTimeOffset Begun, TimeSpan Took, IReadOnlyList<Finding> Findings)
{
    /// <summary>The columns of the table.</summary>
    public static readonly IReadOnlyList<string> Heading = ["section", "case", "expected", "got", "verdict"];

    /// <summary>How many have this verdict.</summary>
    public int Count(Verdict verdict) => Findings.Count(finding => finding.Verdict == verdict);

    /// <summary>The documented differences that showed.</summary>
    public IEnumerable<string> Quirks => Findings.Where(finding => finding.Verdict == Verdict.AllowedDifference).Select(finding => finding.Note!).Distinct();

    /// <summary>All of it in a line.</summary>
    public string Summary =>
        Localized.Of(
            $"{Findings.Count} cases in {Took.TotalSeconds:0} s: {Count(Verdict.AsDocumented)} as documented, {Count(Verdict.AllowedDifference)} allowed differences, {Count(Verdict.Differs)} differ, {Count(Verdict.NotTested)} could not be tested",
            $"{Took.TotalSeconds:0} 秒内检验 {Findings.Count} 项：相符 {Count(Verdict.AsDocumented)}，允许的差异 {Count(Verdict.AllowedDifference)}，不符 {Count(Verdict.Differs)}，无法检验 {Count(Verdict.NotTested)}");

    /// <summary>A finding as a row of the table.</summary>
    public static IReadOnlyList<string> Row(Finding finding) => [finding.Section, finding.Case, finding.Expected, finding.Got, finding.VerdictInWords];
}
