namespace Tqq.Client;

/// <summary>What became of a request on a connection.</summary>
internal enum LinkOutcome
{
    /// <summary>A whole reply came.</summary>
    ReplyCame,

    /// <summary>The server closed a fresh connection in good order without a byte: NULL (protocol.md §1.4), or it is going down.</summary>
    Silent,

    /// <summary>The connection ended early: the request may have been carried out or not.</summary>
    Broken,

    /// <summary>A connection that had been used before was closed without a byte: most likely it had been idle for too long.</summary>
    Stale,

    /// <summary>No connection was made, so the request never left.</summary>
    Unreachable,

    /// <summary>What is there is no HTTP QQ server, or does not answer like one.</summary>
    Foreign,
}

/// <summary>What came of a request.</summary>
/// <param name="Outcome">How it went.</param>
/// <param name="Body">The body of the reply.</param>
/// <param name="Cause">What went wrong, where something did.</param>
internal readonly record struct Exchange(LinkOutcome Outcome, byte[] Body, Exception? Cause = null)
{
    public static Exchange Of(LinkOutcome outcome, Exception? cause = null) => new(outcome, [], cause);
}
