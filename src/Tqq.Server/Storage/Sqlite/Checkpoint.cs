using System.Diagnostics;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Brings what stands in the log into the database, now and then, on the journal's own connection. SQLite would do that by itself, but it
/// keeps quiet about an fsync that failed there and tries again at the next commit; here it is heard of, and is the end.
/// </summary>
internal sealed class Checkpoint(SqliteConnection connection)
{
    // 16 MB of log. Pages that are written again and again, like those of mailboxes, are brought in once for all of it.
    private const int PagesOfLog = 4000;
    private const int PagesWritten = 9; // SQLITE_DBSTATUS_CACHE_WRITE

    // Where there was no room it is tried again soon, however little is written: a log that only grows would take the room that comes back.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private long? _hadNoRoom;

    /// <summary>
    /// Does it where enough has been written since the last time, or there was no room then. What a reader
    /// still needs waits for the next time.
    /// </summary>
    /// <exception cref="SqliteException">The disk has failed.</exception>
    public void RunWhenDue()
    {
        var database = connection.Handle!;
        _ = sqlite3_db_status(database, PagesWritten, out var pages, out _, 0);
        if (pages < PagesOfLog && !(_hadNoRoom is { } then && Stopwatch.GetElapsedTime(then) >= Pause))
            return;
        _ = sqlite3_db_status(database, PagesWritten, out _, out _, 1);
        try
        {
            SqliteException.ThrowExceptionForRC(sqlite3_wal_checkpoint_v2(database, "main", SQLITE_CHECKPOINT_PASSIVE, out _, out _),
                database);
            _hadNoRoom = null;
        }
        catch (SqliteException e) when (!e.MeansDiskFailed)
        {
            // The log still has everything, and is safe.
            _hadNoRoom = e.MeansFull ? Stopwatch.GetTimestamp() : null;
        }
    }
}
