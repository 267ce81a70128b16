namespace Tqq.Fuzz.Mutation;

/// <summary>What came of a run.</summary>
/// <param name="Executions">How many inputs were checked.</param>
/// <param name="Findings">Those that were not borne.</param>
internal sealed record MutationReport(long Executions, IReadOnlyList<FailingInput> Findings);
