using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Brings what stands in the log into the database, now and then, on the journal's own connection. SQLite would do that by itself, but it keeps
/// quiet about an fsync that failed there and tries again at the next commit; here it is heard of, and is the end.
/// </summary>
internal sealed class Checkpoint(SqliteConnection connection)
{
    // SQLite's own default: 4 MB of log.
    private const int PagesOfLog = 1000;
    private const int PagesWritten = 9; // SQLITE_DBSTATUS_CACHE_WRITE

    /// <summary>Does it where enough has been written since the last time. What a reader still needs, or has no room, waits for the next time.</summary>
    /// <exception cref="SqliteException">The disk has failed.</exception>
    public void RunWhenDue()
    {
        var database = connection.Handle!;
        _ = sqlite3_db_status(database, PagesWritten, out var pages, out _, 0);
        if (pages < PagesOfLog)
            return;
        _ = sqlite3_db_status(database, PagesWritten, out _, out _, 1);
        try
        {
            SqliteException.ThrowExceptionForRC(sqlite3_wal_checkpoint_v2(database, "main", SQLITE_CHECKPOINT_PASSIVE, out _, out _), database);
        }
        catch (SqliteException e) when (!e.MeansDiskFailed)
        {
            // The log still has everything, and is safe.
        }
    }
}
