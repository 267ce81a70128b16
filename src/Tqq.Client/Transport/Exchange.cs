namespace Tqq.Client;

/// <summary>What came of a request.</summary>
/// <param name="Outcome">How it went.</param>
/// <param name="Body">The body of the reply.</param>
/// <param name="Cause">What went wrong, where something did.</param>
internal readonly record struct Exchange(LinkOutcome Outcome, byte[] Body, Exception? Cause = null)
{
    public static Exchange Of(LinkOutcome outcome, Exception? cause = null) => new(outcome, [], cause);
}
