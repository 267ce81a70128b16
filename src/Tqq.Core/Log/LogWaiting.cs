namespace Tqq.Core.Log;

/// <summary>
/// What waits for a wire session of an account with a log, as the store counts it at the end of a transaction. It is not known of an
/// account without a log, whose own memory counts.
/// </summary>
/// <param name="Messages">How many messages wait.</param>
/// <param name="Bytes">Their texts, in bytes of UTF-8.</param>
public readonly record struct LogWaiting(int Messages, long Bytes)
{
    /// <summary>Whether the store has counted.</summary>
    public bool IsKnown { get; } = true;
}
