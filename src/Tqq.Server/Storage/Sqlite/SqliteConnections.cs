using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Opens connections the way this store wants them: WAL, and `synchronous=FULL`, because with NORMAL a power cut loses what was acknowledged.
/// Readers are kept and lent out one at a time; in WAL they do not disturb the writer.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class SqliteConnections(string path) : IDisposable
{
    private const int MostIdleReaders = 8;

    private readonly ConcurrentBag<SqliteConnection> _idle = [];

    /// <summary>The connection of the one writer.</summary>
    public SqliteConnection OpenWriter() => Open(
        SqliteOpenMode.ReadWriteCreate,
        // The mark comes first: were it to stand in the log only, a crash could leave a file that nobody knows for ours. Checkpoints are the journal's; 32 MiB of cache holds the hot pages of some 100,000 accounts.
        $"PRAGMA application_id = {SqliteSchema.ApplicationId}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;");

    /// <summary>Reads something.</summary>
    public T Read<T>(Func<SqliteConnection, T> read)
    {
        if (!_idle.TryTake(out var connection))
            connection = Open(SqliteOpenMode.ReadWrite, "PRAGMA query_only = 1; PRAGMA cache_size = -4096; PRAGMA mmap_size = 268435456;");
        try
        {
            return read(connection);
        }
        finally
        {
            if (_idle.Count < MostIdleReaders)
                _idle.Add(connection);
            else
                connection.Dispose();
        }
    }

    /// <summary>Closes the readers that are not lent out.</summary>
    public void Dispose()
    {
        while (_idle.TryTake(out var connection))
            connection.Dispose();
    }

    private SqliteConnection Open(SqliteOpenMode mode, string pragmas)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 10 }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = pragmas;
        command.ExecuteNonQuery();
        return connection;
    }
}
