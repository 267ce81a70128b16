namespace Tqq.Client;

/// <summary>What came of a request.</summary>
/// <param name="Fate">How it went.</param>
/// <param name="Body">The body of the reply.</param>
/// <param name="Cause">What went wrong, where something did.</param>
internal readonly record struct Exchange(Fate Fate, byte[] Body, Exception? Cause = null)
{
    public static Exchange Of(Fate fate, Exception? cause = null) => new(fate, [], cause);
}
