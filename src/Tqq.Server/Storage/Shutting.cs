namespace Tqq.Server.Storage;

/// <summary>Why an account was shut.</summary>
/// <param name="Reason">The reason; may be empty.</param>
/// <param name="At">When, by the calendar.</param>
public sealed record Shutting(string Reason, DateTimeOffset At)
{
    /// <summary>How many characters a reason may have.</summary>
    public const int LongestReason = 200;
}
