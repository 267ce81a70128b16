namespace Tqq.Fuzz.Mutation;

/// <summary>An input that a target does not bear.</summary>
/// <param name="Input">The input.</param>
/// <param name="Cause">A disagreement, or what the product threw.</param>
internal sealed record FailingInput(byte[] Input, Exception Cause);
