using System.Globalization;
using Microsoft.Data.Sqlite;
using Tqq.Server.Storage.Sqlite.Pages;

namespace Tqq.Server.Storage.Sqlite.Backups;

/// <summary>
/// Puts a backup in the place of a store. Its sessions are ended, because their clients have lived on since: everybody logs in again, and
/// is handed everything that was not acknowledged when the backup was made. It is another store from then on (its epoch),
/// because its numbers are given out again.
/// </summary>
public static class StoreRestore
{
    /// <summary>Restores. The backup is read through before anything else is touched, and what was there is kept.</summary>
    /// <param name="file">The backup.</param>
    /// <param name="data">The data directory; made where there is none.</param>
    /// <param name="replace">Whether a store that is there may be moved aside.</param>
    /// <param name="now">The time, for its name.</param>
    /// <param name="cancellationToken">Gives up, before anything is moved.</param>
    /// <returns>What the backup holds, and the file that the old store was moved to, or null.</returns>
    /// <exception cref="StoreUnusableException">
    /// The backup is damaged or none, a server uses the directory, or it holds a store; nothing was changed.
    /// </exception>
    public static (BackupFacts Facts, string? Kept) Restore(string file, string data, bool replace, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var backup = Path.GetFullPath(file);
        RefuseMissing(backup);
        if (new FileInfo(backup + "-wal") is { Exists: true, Length: > 0 })
            throw new StoreUnusableException($"{backup} is a store with a log beside it, and no backup: make one of it with 'tqq backup'");
        RefuseForeign(backup);
        // One of an earlier version is read through when its copy has been brought up to date, which leaves
        // what is wrong as wrong as it was.
        if (SqliteHeader.Read(backup)?.Version == SqliteSchema.Current)
            StoreBackup.Verify(backup, cancellationToken);

        using var directory = DataDirectory.Open(data);
        if (Holds(directory.FullPath) && !replace)
            throw new StoreUnusableException(Occupied(directory.FullPath));
        try
        {
            var draft = directory.StorePath + ".new";
            var facts = Copy(backup, draft, cancellationToken);
            return (facts, Place(draft, directory.StorePath, now));
        }
        catch (SqliteException e)
        {
            throw new StoreUnusableException($"{PageDamage.Take() ?? $"{backup}: the file is damaged"}: it is of no use as a backup", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or (IOException and not StoreUnusableException))
        {
            throw new StoreUnusableException($"{backup} cannot be restored: {FileFaults.Why(e, data, FileUse.WriteInto)}", e);
        }
    }

    /// <summary>Says that there is no backup, before anything is said about where it would go.</summary>
    /// <param name="backup">The backup, as a full path.</param>
    /// <exception cref="StoreUnusableException">There is no such file.</exception>
    public static void RefuseMissing(string backup)
    {
        if (Directory.Exists(backup))
            throw new StoreUnusableException($"{backup} is a directory: give a file that 'tqq backup' made");
        if (!File.Exists(backup))
            throw new StoreUnusableException($"there is no file {backup}");
    }

    // What SQLite or the server would advise, another data directory, is of no use to somebody who named the wrong file.
    private static void RefuseForeign(string backup)
    {
        SqliteHeader? header = null;
        try
        {
            header = SqliteHeader.Read(backup);
        }
        catch (StoreUnusableException e) when (e.InnerException is null)
        {
            // It is no database at all.
        }

        if (header is not { Application: SqliteSchema.ApplicationId } ours)
            throw new StoreUnusableException($"{backup} is no backup of tqq: give a file that 'tqq backup' made");
        if (!SqliteFile.IsSound(ours))
            throw new StoreUnusableException($"{backup}: the header is damaged: it is of no use as a backup");
        if (ours.Version > SqliteSchema.Current)
            throw new StoreUnusableException(
                $"{backup} was written by a newer tqq (format {ours.Version}; this program knows up to {SqliteSchema.Current}): use that program");
        if (ours.Reserved == 0)
            throw new StoreUnusableException(
                $"{backup} is no backup of tqq, or one from before there were checksums: give a file that 'tqq backup' made");
    }

    /// <summary>Whether a directory holds a store, so that a restore would have to replace it.</summary>
    public static bool Holds(string data) => File.Exists(Path.Combine(data, DataDirectory.StoreName));

    /// <summary>What to say to somebody who would restore into a directory with a store.</summary>
    public static string Occupied(string data) =>
        $"{data} holds a store already: name an empty or new directory with --data, or give --replace, which keeps the old one aside under a dated name";

    private static BackupFacts Copy(string backup, string draft, CancellationToken cancellationToken)
    {
        foreach (var left in (ReadOnlySpan<string>)[draft + "-journal", draft + "-wal", draft + "-shm"])
            File.Delete(left);
        try
        {
            using (var from = File.OpenRead(backup))
            using (var to = DurableFiles.Create(draft))
                from.CopyTo(to);
            // Nothing is spilled before the transaction of a migration ends: such pages have no checksum yet that they could be read by.
            using (var connection = SqliteConnections.Open(draft, SqliteOpenMode.ReadWrite, CheckedVfs.Name, "PRAGMA cache_spill = 0"))
            {
                if (SqliteSchema.Difference(connection) is { } difference)
                    throw new StoreUnusableException($"{backup}: {difference}: it is of no use as a backup");
                SqliteSchema.Migrate(connection);
                connection.Run(
                    "DELETE FROM session; DELETE FROM device; DELETE FROM last_alive; UPDATE epoch SET number = 1 + (random() & 0xfffffffffffff);");
            }

            var facts = StoreBackup.Verify(draft, cancellationToken, shown: backup);
            DurableFiles.Flush(draft);
            return facts;
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    // A log and a database belong together: between the first move and the last, a mark keeps every server from
    // taking what stands there for a store.
    private static string? Place(string draft, string store, DateTimeOffset now)
    {
        var mark = store + SqliteFile.Restoring;
        var stamp = File.Exists(mark) && File.ReadAllText(mark) is { Length: > 0 } earlier ? earlier
            : now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        File.WriteAllText(mark, stamp);
        DurableFiles.Flush(mark);
        DurableFiles.FlushDirectoryOf(mark);

        var kept = $"{store}.replaced-{stamp}";
        foreach (var part in (ReadOnlySpan<string>)["-wal", ""])
            if (File.Exists(store + part) && !File.Exists(kept + part))
                DurableFiles.Move(store + part, kept + part, overwrite: false);
        File.Delete(store + "-shm");
        DurableFiles.Move(draft, store, overwrite: true);
        File.Delete(mark);
        DurableFiles.FlushDirectoryOf(mark);
        return File.Exists(kept) ? kept : null;
    }
}
