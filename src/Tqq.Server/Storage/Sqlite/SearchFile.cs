using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Tqq.Core.Search;
using Tqq.Server.Storage.Sqlite.Pages;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// The file of the index of what was said, beside the store: FTS5 keeps lists of terms, each with the items that have it. The account
/// stands at the beginning of each term, so that a search touches nothing of another. All of it is made of the logs, and can be made of
/// them again.
/// </summary>
internal sealed class SearchFile : IDisposable
{
    /// <summary>What stands behind the name of the store.</summary>
    public const string Suffix = "-search";

    // "TqqS" as a number.
    private const int ApplicationId = 0x54_71_71_53;

    // Another number where terms are made otherwise than before: an older index is thrown away.
    private const int Version = 1;

    private const int NumberBits = 31;
    private const string Schema = """
        CREATE TABLE made (one INTEGER PRIMARY KEY CHECK (one = 1), epoch INTEGER NOT NULL);
        CREATE TABLE indexed (owner INTEGER PRIMARY KEY, through INTEGER NOT NULL, begins INTEGER NOT NULL, gone INTEGER NOT NULL);
        CREATE INDEX unfinished ON indexed (owner) WHERE begins > 0;
        CREATE VIRTUAL TABLE words USING fts5(terms, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '=~@:'");
        """;

    private readonly SqliteConnections _readers;

    private SearchFile(SqliteConnections readers, SqliteConnection writer) =>
        (_readers, Writer, Statements) = (readers, writer, new(writer));

    /// <summary>The connection of the one writer.</summary>
    public SqliteConnection Writer { get; }

    /// <summary>The writer's statements.</summary>
    public PreparedStatements Statements { get; }

    /// <summary>The highest number of an item that has a place in the index; nobody is ever sent more.</summary>
    public static long HighestNumber => (1L << NumberBits) - 1;

    /// <summary>The place of an item in the index: those of one account stand together, in the order of their numbers.</summary>
    public static long PlaceOf(uint owner, long number) => ((long)owner << NumberBits) | number;

    /// <summary>The number of the item at a place.</summary>
    public static long NumberAt(long place) => place & HighestNumber;

    /// <summary>What the terms of an account begin with.</summary>
    public static string PrefixOf(uint owner) => owner.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>The term by which what was said with a peer is found.</summary>
    public static string TermOfPeer(uint peer) => ":" + peer.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>Opens the index of a store.</summary>
    /// <returns>The index; null where there is none, it is of another store or version, or damaged, and has to be made anew.</returns>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public static SearchFile? TryOpen(string path, long epoch)
    {
        if (!File.Exists(path) || (new FileInfo(path + "-wal") is { Exists: true, Length: > 0 } log
            && WalAudit.Look(log.FullName) is { IsCertain: true }))
            return null;
        var file = Open(path);
        try
        {
            if (file.Writer.Pragma("application_id") == ApplicationId && file.Writer.Pragma("user_version") == Version
                && file.Writer.Scalar("SELECT coalesce((SELECT epoch FROM made), 0)") == epoch)
                return file;
            file.Dispose();
            return null;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Makes the index of a store, without anything in it yet, in the place of what is there.</summary>
    public static SearchFile Create(string path, long epoch)
    {
        foreach (var part in (ReadOnlySpan<string>)["", "-wal", "-shm", "-journal"])
            File.Delete(path + part);
        OwnerOnly.Open(path, FileMode.CreateNew).Dispose();
        var file = Open(path);
        file.Writer.Run($"""
            BEGIN; {Schema} INSERT INTO made VALUES (1, {epoch});
            PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}; COMMIT;
            """);
        return file;
    }

    /// <summary>Lends a connection that sees one moment of the index.</summary>
    public T Read<T>(Func<SqliteConnection, T> read) => _readers.Read(connection =>
    {
        using var moment = connection.BeginTransaction(deferred: true);
        return read(connection);
    });

    /// <summary>
    /// What FTS5 is asked for a query: all of these terms. Each stands in quotes and is one term, so nothing in it can be syntax.
    /// </summary>
    public static string Match(uint owner, SearchQuery query, uint? peer)
    {
        var (match, prefix) = (new StringBuilder(), PrefixOf(owner));
        foreach (var term in query.Terms)
            Add(term);
        if (peer is { } one)
            Add(TermOfPeer(one));
        if (query.BeginningOfWord is { } beginning)
        {
            Add(beginning);
            match.Append('*');
        }

        return match.ToString();

        void Add(string term) => match.Append(' ').Append('"').Append(prefix).Append(term).Append('"');
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Statements.Dispose();
        Writer.Dispose();
        _readers.Dispose();
    }

    // The index is made again of what the store has, which is on disk before: no commit of it has to wait for the disk.
    private static SearchFile Open(string path)
    {
        var writer = SqliteConnections.Open(path, SqliteOpenMode.ReadWrite, CheckedVfs.Name,
            "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384; PRAGMA cache_spill = 0; PRAGMA temp_store = MEMORY; PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL;");
        return new(new(path), writer);
    }
}
