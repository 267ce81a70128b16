using System.Buffers.Binary;
using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// The numbered migrations. A file's version is its `user_version`, and its `application_id` says that it is ours. Both are looked at before
/// anything is touched: a foreign or newer file stays as it is, byte for byte.
/// </summary>
internal static class SqliteSchema
{
    /// <summary>"Tqq1" as a number.</summary>
    public const int ApplicationId = 0x54_71_71_31;

    private static readonly IReadOnlyList<(int Version, string Name)> Migrations =
    [
        .. from name in Assembly.GetExecutingAssembly().GetManifestResourceNames()
           where name.Contains(".Migrations.", StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal)
           let number = name.Split('.')[^2].Split('_')[0]
           orderby number
           select (int.Parse(number, CultureInfo.InvariantCulture), name),
    ];

    /// <summary>The version this program writes.</summary>
    public static int Current => Migrations[^1].Version;

    /// <summary>Refuses a file that is not ours or newer than this program, without writing to it.</summary>
    /// <exception cref="StoreUnusableException">It is.</exception>
    public static void Check(string path)
    {
        if (ReadHeader(path) is not { } header || header is { Application: ApplicationId } && header.Version <= Current)
            return;
        // The newest header may still stand in the write-ahead log; only then is SQLite itself asked.
        if (File.Exists(path + "-wal"))
            header = AskSqlite(path);
        if (header.Application != ApplicationId)
            throw new StoreUnusableException($"{path} is not a database of tqq: name another directory with --data");
        if (header.Version > Current)
            throw new StoreUnusableException($"{path} was written by a newer tqq (format {header.Version}; this program knows up to {Current}): use that program, or name another directory with --data");
    }

    // The fields of the file format's first 100 bytes, read as plain bytes so that nothing is created beside the file. Null for a new file.
    private static (long Application, long Version)? ReadHeader(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            Span<byte> header = stackalloc byte[100];
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var length = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
            if (length == 0)
                return null;
            if (length < header.Length || !header.StartsWith("SQLite format 3\0"u8))
                throw new StoreUnusableException($"{path} is no database, or a damaged one: name another directory with --data, or put a backup in its place");
            return (BinaryPrimitives.ReadInt32BigEndian(header[68..]), BinaryPrimitives.ReadInt32BigEndian(header[60..]));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreUnusableException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private static (long Application, long Version) AskSqlite(string path)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            return (Pragma(connection, "application_id"), Pragma(connection, "user_version"));
        }
        catch (SqliteException e) when (e.MeansForeign)
        {
            throw new StoreUnusableException($"{path} is no tqq database, or a damaged one: name another directory with --data, or put a backup in its place", e);
        }
        catch (SqliteException e)
        {
            throw new StoreUnusableException($"{path} cannot be opened: {e.Message}", e);
        }
    }

    /// <summary>Brings a store to the current version, in one transaction for each step.</summary>
    public static void Migrate(SqliteConnection connection)
    {
        foreach (var (version, name) in Migrations)
        {
            if (Pragma(connection, "user_version") >= version)
                continue;
            using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
            Run(connection, $"BEGIN EXCLUSIVE; {reader.ReadToEnd()}; PRAGMA user_version = {version}; COMMIT;");
        }
    }

    private static long Pragma(SqliteConnection connection, string name)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA " + name;
        return (long)command.ExecuteScalar()!;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
