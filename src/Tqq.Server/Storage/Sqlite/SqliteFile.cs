using Microsoft.Data.Sqlite;
using Tqq.Server.Storage.Sqlite.Pages;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Looks at a file before SQLite may: a foreign, newer or damaged one stays as it is, byte for byte. Nobody else may have it open.
/// </summary>
internal static class SqliteFile
{
    // From this version on every file has checksums in its pages.
    private const int CheckedSince = 3;

    /// <summary>A file with this behind its name says that what stands there is not all of one store.</summary>
    public const string Restoring = "-restoring";

    /// <summary>Refuses a file that is not ours, newer than this program, or not as it was left behind.</summary>
    /// <returns>Whether it has to be written anew first, to make room for checksums in its pages.</returns>
    /// <exception cref="StoreUnusableException">It is one of these.</exception>
    public static bool Check(string path, DamageLog damage)
    {
        if (File.Exists(path + Restoring))
            throw new StoreUnusableException(
                $"a restore into {Path.GetDirectoryName(path)} was not finished: give the same 'tqq restore' once more");
        var log = path + "-wal";
        var hasLog = File.Exists(log) && new FileInfo(log).Length > 0;
        if (SqliteHeader.Read(path) is not { } header)
            return hasLog ? throw new StoreUnusableException($"{path} is missing or empty, but {log} holds data: put a backup in its place")
                : false;
        if (hasLog && WalAudit.Look(log) is { } found)
        {
            if (found.IsCertain)
                throw new StoreUnusableException($"{found.Text}: put a backup in its place ('tqq restore FILE --replace')");
            damage.Report(found);
        }

        RefuseForeign(path, hasLog ? AskSqlite(path, header) : header);
        return header.Reserved == 0;
    }

    /// <summary>
    /// Writes a file from before there were checksums anew, with room for them. A crash on the way leaves the old one or the new.
    /// </summary>
    public static void Renew(string path, UpgradeProgress progress)
    {
        CheckedVfs.Register();
        var draft = path + ".new";
        foreach (var left in (ReadOnlySpan<string>)[draft + "-journal", draft + "-wal", draft + "-shm"])
            File.Delete(left);
        DurableFiles.Create(draft).Dispose();
        using (var old = SqliteConnections.Open(Address(path), SqliteOpenMode.ReadWrite, vfs: null))
        {
            old.Run("PRAGMA wal_checkpoint(TRUNCATE)");
            SqliteInterface.Reserve(old.Handle!, PageSum.Size);
            progress.Expect(1 + SqliteSchema.StepsFrom(old.Pragma("user_version")));
            progress.Do(old, () => old.Run("VACUUM INTO $1", $"{Address(draft)}?vfs={CheckedVfs.Name}"));
        }

        using (var renewed = SqliteConnections.Open(draft, SqliteOpenMode.ReadWrite, CheckedVfs.Name))
            SqliteSchema.Migrate(renewed, progress);
        DurableFiles.Flush(draft);
        if (File.Exists(path + "-wal"))
            throw new StoreUnusableException($"{path} is in use by another program: end that first");
        DurableFiles.Move(draft, path, overwrite: true);
    }

    /// <summary>Whether the header of a file of ours is one that this program, or an earlier one, has written.</summary>
    public static bool IsSound(SqliteHeader header) =>
        header.Reserved == PageSum.Size || (header.Reserved == 0 && header.Version < CheckedSince);

    // A path as a URI, which can name a file system of its own.
    private static string Address(string path) =>
        "file://" + Uri.EscapeDataString(Path.GetFullPath(path)).Replace("%2F", "/", StringComparison.Ordinal);

    private static void RefuseForeign(string path, SqliteHeader header)
    {
        if (header.Application != SqliteSchema.ApplicationId)
            throw new StoreUnusableException($"{path} is not a database of tqq: name another directory with --data");
        if (!IsSound(header))
            throw new StoreUnusableException($"{path}: the header is damaged: put a backup in its place ('tqq restore FILE --replace')");
        if (header.Version > SqliteSchema.Current)
            throw new StoreUnusableException(
                $"{path} was written by a newer tqq (format {header.Version}; this program knows up to {SqliteSchema.Current}): use that program, or name another directory with --data");
    }

    // The newest header may still stand in the write-ahead log.
    private static SqliteHeader AskSqlite(string path, SqliteHeader header)
    {
        try
        {
            using var connection = SqliteConnections.Open(path, SqliteOpenMode.ReadOnly, header.Reserved == 0 ? null : CheckedVfs.Name);
            return header with { Application = connection.Pragma("application_id"), Version = connection.Pragma("user_version") };
        }
        catch (SqliteException e)
        {
            throw Unusable(path, e);
        }
    }

    /// <summary>What an error of SQLite means for somebody who wants to open a file.</summary>
    public static StoreUnusableException Unusable(string path, SqliteException e) => PageDamage.Take() is { } page
        ? new($"{page}: put a backup in its place ('tqq restore FILE --replace')", e)
        : e.MeansForeign
            ? new($"{path} is no tqq database, or a damaged one: name another directory with --data, or put a backup in its place", e)
            : new($"{path} cannot be opened: {e.Why}", e);
}
