namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// How long the journal rests before a transaction, so that more comes together in it: each costs an fsync and several
/// pages, however little is in it. Who is alone never waits, and where so many come that each transaction holds enough,
/// there is nothing more to be gained.
/// </summary>
internal sealed class CommitPace
{
    /// <summary>
    /// The time from the beginning of one transaction to the next, where some come; a send waits that much longer at most.
    /// </summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(2);

    /// <summary>With so much in a transaction, what it costs beside that is little.</summary>
    public const int Enough = 16;

    private TimeSpan _begun;
    private int _works;

    /// <summary>How long to rest before the next begins; never longer than <see cref="Pace"/>, whatever the clock says.</summary>
    /// <param name="now">The time now.</param>
    public TimeSpan Rest(TimeSpan now) =>
        _works is > 1 and < Enough && now >= _begun && _begun + Pace - now is var rest && rest > TimeSpan.Zero ? rest : TimeSpan.Zero;

    /// <summary>One begins.</summary>
    /// <param name="now">The time now.</param>
    /// <param name="works">How much comes together in it.</param>
    public void Begins(TimeSpan now, int works) => (_begun, _works) = (now, works);
}
