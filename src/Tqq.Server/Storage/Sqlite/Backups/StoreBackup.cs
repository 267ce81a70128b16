using Microsoft.Data.Sqlite;
using Tqq.Server.Storage.Sqlite.Pages;

namespace Tqq.Server.Storage.Sqlite.Backups;

/// <summary>
/// Makes a backup of a store: one file, of one moment, with everything in it that was acknowledged before it began. It reads beside a
/// server that may be running, which goes on as if nothing were.
/// </summary>
public static class StoreBackup
{
    /// <summary>What the name of a backup ends in while it is being made.</summary>
    internal const string Draft = ".partial";

    /// <summary>Makes a backup. The file appears under its name only when it is whole, read through and on the disk.</summary>
    /// <param name="data">The data directory.</param>
    /// <param name="file">The backup; there may be none of that name yet.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="onWritten">Is called when all is written, and only to be read through.</param>
    /// <exception cref="StoreUnusableException">
    /// There is no store, it is damaged, or the backup cannot be written; no file was made.
    /// </exception>
    public static BackupFacts Write(string data, string file, CancellationToken cancellationToken, Action? onWritten = null)
    {
        var (store, target) = (Path.Combine(Path.GetFullPath(data), DataDirectory.StoreName), Path.GetFullPath(file));
        if (!File.Exists(store))
            throw new StoreUnusableException(MayBeThere(store)
                ? $"{Path.GetFullPath(data)} may be read only by the user who runs the server: run this as that user"
                : $"{Path.GetFullPath(data)} holds no store of tqq: name the data directory with --data");
        if (IsOfStore(target, store))
            throw new StoreUnusableException($"{target} is a name of the store's own files: name another file");
        if (Path.Exists(target))
            throw new StoreUnusableException($"{target} exists: name another file, or remove it first");
        if (Path.GetDirectoryName(target) is { } folder && !Directory.Exists(folder))
            throw new StoreUnusableException($"the backup cannot be written: there is no directory {folder}");
        var draft = target + Draft;
        try
        {
            using (var source = Open(data, store))
            {
                DurableFiles.Create(draft).Dispose();
                using var interruption = cancellationToken.Register(() => SQLitePCL.raw.sqlite3_interrupt(source.Handle));
                _ = PageDamage.Take();
                source.Run("VACUUM INTO $1", draft);
            }

            onWritten?.Invoke();
            var facts = Verify(draft, cancellationToken);
            DurableFiles.Flush(draft);
            DurableFiles.Move(draft, target, overwrite: false);
            return facts;
        }
        catch (SqliteException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new StoreUnusableException($"no backup was made: {PageDamage.Take() ?? e.Why}", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or (IOException and not StoreUnusableException))
        {
            throw new StoreUnusableException($"the backup cannot be written: {FileFaults.Why(e, target, FileUse.Write)}", e);
        }
        finally
        {
            File.Delete(draft);
            File.Delete(draft + "-journal");
        }
    }

    // A backup named like the log of the store would be taken for it at the next start. A directory may have several names.
    // A directory of somebody else's does not say what is in it.
    private static bool MayBeThere(string store)
    {
        try
        {
            File.GetAttributes(store);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool IsOfStore(string target, string store) =>
        FileIdentity.Of(Path.GetDirectoryName(target)!) is { } directory && directory == FileIdentity.Of(Path.GetDirectoryName(store)!)
        && Path.GetFileName(target) is var name
        && (name.StartsWith(DataDirectory.StoreName, StringComparison.OrdinalIgnoreCase)
            || name.Equals(DataDirectory.LockName, StringComparison.OrdinalIgnoreCase)
            || name.Equals(DataDirectory.AdminName, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a backup through.</summary>
    /// <param name="file">The backup.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="shown">The name under which whoever is told of damage knows it, where that is another.</param>
    /// <exception cref="StoreUnusableException">It is damaged; the text names the first damage.</exception>
    internal static BackupFacts Verify(string file, CancellationToken cancellationToken, string? shown = null)
    {
        using var connections = new SqliteConnections(file);
        try
        {
            var (damage, accounts, messages) = StoreInspection.Run(connections, cancellationToken);
            return damage is [var first, ..]
                ? throw new StoreUnusableException(
                    $"{Shown(first)}{(damage.Count > 1 ? $", and {damage.Count - 1} more" : "")}: it is of no use as a backup")
                : new(accounts, messages);
        }
        catch (SqliteException e)
        {
            throw new StoreUnusableException(
                $"{Shown(PageDamage.Take() ?? $"{file}: the file is damaged")}: it is of no use as a backup", e);
        }

        string Shown(string found) => shown is null ? found : found.Replace(file, shown, StringComparison.Ordinal);
    }

    // Where no server runs, what it left behind is looked at first, as a server does; then one may start.
    private static SqliteConnection Open(string data, string store)
    {
        using var alone = DataDirectory.TryLock(data);
        var isOld = alone is null ? SqliteHeader.Read(store) is { Reserved: 0 } : SqliteFile.Check(store, new());
        var connection = isOld ? null : SqliteConnections.Open(store, SqliteOpenMode.ReadWrite, CheckedVfs.Name);
        if (connection?.Pragma("user_version") == SqliteSchema.Current)
            return connection;
        connection?.Dispose();
        throw new StoreUnusableException(
            $"{store} was written by another version of tqq: start 'tqq serve' on it once, or use that version");
    }
}
