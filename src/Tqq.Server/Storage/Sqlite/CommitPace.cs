namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// How long the journal rests before a transaction, so that more comes together in it: each costs an fsync and several pages, however little is in it. Who is
/// alone never waits: only where the transaction before had company is there anything to be gained.
/// </summary>
internal sealed class CommitPace
{
    /// <summary>The time from the beginning of one transaction to the next, where many come; a send waits that much longer at most.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(2);

    private TimeSpan _begun;
    private int _works;

    /// <summary>How long to rest before the next begins.</summary>
    /// <param name="now">The time now.</param>
    public TimeSpan Rest(TimeSpan now) => _works > 1 && _begun + Pace - now is var rest && rest > TimeSpan.Zero ? rest : TimeSpan.Zero;

    /// <summary>One begins.</summary>
    /// <param name="now">The time now.</param>
    /// <param name="works">How much comes together in it.</param>
    public void Begins(TimeSpan now, int works) => (_begun, _works) = (now, works);
}
