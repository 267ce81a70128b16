using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Tqq.Server.Storage.Sqlite.Pages;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Opens connections the way this store wants them: WAL, and `synchronous=FULL`, because with NORMAL a power cut loses what was
/// acknowledged. Readers are kept and lent out one at a time; in WAL they do not disturb the writer.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class SqliteConnections(string path) : IDisposable
{
    private const int MostIdleReaders = 8;
    private const string ForReading = "PRAGMA query_only = 1; PRAGMA cache_size = -4096;";

    private readonly ConcurrentBag<SqliteConnection> _idle = [];

    /// <summary>The file.</summary>
    public string FilePath => path;

    /// <summary>The connection of the one writer; makes the file where there is none.</summary>
    public SqliteConnection OpenWriter()
    {
        // Checkpoints are the journal's; 32 MiB of cache holds the hot pages of some 100,000 accounts.
        // Nothing is spilled into the log before its transaction ends: such frames have no checksum yet that they could be read by.
        var writer = Open(path, SqliteOpenMode.ReadWriteCreate, CheckedVfs.Name,
            "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -32768; PRAGMA cache_spill = 0; PRAGMA temp_store = MEMORY; PRAGMA busy_timeout = 10000;");
        try
        {
            // The mark comes first: were it to stand in the log only, a crash could leave a file that nobody knows for ours. To set it
            // again would be a write, and a full disk keeps nobody from starting.
            if (writer.Pragma("application_id") != SqliteSchema.ApplicationId)
                writer.Run($"PRAGMA application_id = {SqliteSchema.ApplicationId}");
            writer.Run("PRAGMA journal_mode = WAL");
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Reads something.</summary>
    public T Read<T>(Func<SqliteConnection, T> read)
    {
        if (!_idle.TryTake(out var connection))
            connection = OpenReader();
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

    /// <summary>Reads something off pages whose checksums are wrong: only what has a checksum of its own may be believed.</summary>
    public T ReadUnchecked<T>(Func<SqliteConnection, T> read)
    {
        using var connection = Open(path, SqliteOpenMode.ReadWrite, vfs: null, ForReading);
        return read(connection);
    }

    /// <summary>A connection for somebody who reads for long.</summary>
    public SqliteConnection OpenReader() => Open(path, SqliteOpenMode.ReadWrite, CheckedVfs.Name, ForReading);

    /// <summary>Opens a file through a file system (null is SQLite's own) and runs pragmas.</summary>
    public static SqliteConnection Open(string path, SqliteOpenMode mode, string? vfs, string? pragmas = null)
    {
        CheckedVfs.Register();
        var connection = new StoreConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Vfs = vfs,
            Pooling = false, DefaultTimeout = 10 }.ToString());
        try
        {
            connection.Open();
            RowSum.Register(connection);
            NickKey.Register(connection);
            AuditHash.Register(connection);
            if (vfs == CheckedVfs.Name)
                SqliteInterface.Reserve(connection.Handle!, PageSum.Size);
            if (pragmas is not null)
                connection.Run(pragmas);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Closes the readers that are not lent out.</summary>
    public void Dispose()
    {
        while (_idle.TryTake(out var connection))
            connection.Dispose();
    }
}
