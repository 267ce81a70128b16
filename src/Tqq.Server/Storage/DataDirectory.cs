using System.Globalization;

namespace Tqq.Server.Storage;

/// <summary>
/// The directory of one server: made on first use, readable by its owner alone, and locked for as long as the server lives. The lock is the
/// operating system's, so a killed server leaves none behind. The server's files in it are made readable by their
/// owner alone, whatever they were before.
/// </summary>
public sealed class DataDirectory : IDisposable
{
    /// <summary>The file that holds the lock and, for people, the process number.</summary>
    public const string LockName = "lock";

    /// <summary>The file of the store.</summary>
    public const string StoreName = "tqq.db";

    /// <summary>The file that says where the admin API is.</summary>
    public const string AdminName = "admin.json";

    /// <summary>The name of the directory of backups that the server makes itself, where no other is named.</summary>
    public const string BackupsName = "backups";

    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream lockFile) => (FullPath, _lock) = (path, lockFile);

    /// <summary>The directory, as a full path.</summary>
    public string FullPath { get; }

    /// <summary>The full path of the store.</summary>
    public string StorePath => Path.Combine(FullPath, StoreName);

    /// <summary>The full path of the lock.</summary>
    public string LockPath => Path.Combine(FullPath, LockName);

    /// <summary>Opens and locks a directory; makes it if it is not there.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="warn">
    /// Is told, in a line, that other users can see into it, or put another in its place. Its own mode is left as it is: it may be a
    /// directory that the machine shares.
    /// </param>
    /// <exception cref="StoreUnusableException">It cannot be used, or other users may write to it; nothing in it was changed.</exception>
    public static DataDirectory Open(string path, Action<string>? warn = null)
    {
        var full = Path.GetFullPath(path);
        if (File.Exists(full))
            throw new StoreUnusableException($"data directory {full} is a file: name a directory with --data");
        var isNew = !Directory.Exists(full);
        try
        {
            if (!isNew)
            {
                RefuseForeign(full);
                RefuseOpen(full, warn);
            }
            else
            {
                OwnerOnly.CreateDirectory(full);
            }

            WarnOfOpenWays(full, warn);
            return TryLock(full) is { } directory ? directory.NarrowFiles() : throw InUse(full);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or (IOException and not StoreUnusableException))
        {
            var why = FileFaults.Why(e, full, FileUse.WriteInto);
            if (isNew)
                RemoveEmpty(full);

            throw new StoreUnusableException($"data directory {full} cannot be written: {why}", e);
        }
    }

    /// <summary>
    /// Says that a server is using a directory, before anything else is said that follows from it: that its ports are taken, for instance.
    /// </summary>
    /// <param name="path">The directory; there may be none.</param>
    /// <exception cref="StoreUnusableException">A server is using it.</exception>
    public static void RefuseInUse(string path)
    {
        var full = Path.GetFullPath(path);
        var name = Path.Combine(full, LockName);
        if (!File.Exists(name))
            return;
        try
        {
            // Nothing is written: what else is wrong with the directory is not known yet.
            new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.None).Dispose();
        }
        catch (IOException e) when (e is not FileNotFoundException and not DirectoryNotFoundException)
        {
            throw InUse(full);
        }
        catch (UnauthorizedAccessException)
        {
            // To open the directory says it better.
        }
    }

    /// <summary>Locks a directory that is there; null where a server has locked it.</summary>
    public static DataDirectory? TryLock(string path)
    {
        var full = Path.GetFullPath(path);
        var name = Path.Combine(full, LockName);
        FileStream file;
        try
        {
            // FileShare.None is an advisory lock of the whole file, and it is this process's until it ends.
            file = OwnerOnly.Open(name, FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException e) when (File.Exists(name) && e is not FileNotFoundException and not DirectoryNotFoundException)
        {
            return null;
        }

        try
        {
            file.SetLength(0);
            file.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n"));
            file.Flush();
            return new(full, file);
        }
        catch
        {
            // On a full disk closing fails, too, and closes it all the same.
            file.Dispose();
            throw;
        }
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose() => _lock.Dispose();

    // One that was made here and is of no use.
    private static void RemoveEmpty(string path)
    {
        if (File.Exists(Path.Combine(path, LockName)))
            File.Delete(Path.Combine(path, LockName));
        if (Directory.Exists(path))
            Directory.Delete(path);
    }

    private static StoreUnusableException InUse(string path) =>
        new($"another tqq server is using data directory {path}: stop it, or name another directory with --data");

    // A directory with other people's files and no store of ours was hardly meant.
    private static void RefuseForeign(string path)
    {
        if (!File.Exists(Path.Combine(path, StoreName)) && !File.Exists(Path.Combine(path, LockName))
            && Directory.EnumerateFileSystemEntries(path).FirstOrDefault() is { } stranger)
            throw new StoreUnusableException(
                $"data directory {path} holds other files ({Path.GetFileName(stranger)}) and no tqq data: name an empty or new directory with --data");
    }

    private static void RefuseOpen(string path, Action<string>? warn)
    {
        switch (OwnerOnly.Of(path))
        {
            case Openness.Writable:
                throw new StoreUnusableException(
                    $"other users may write to data directory {path} (mode {OwnerOnly.Octal(path)}) and so exchange what is in it: close it with chmod 700 '{path}', or name another directory with --data");
            case Openness.Readable:
                warn?.Invoke(
                    $"warning: other users can see into data directory {path} (mode {OwnerOnly.Octal(path)}); they cannot read the server's files; chmod 700 '{path}' closes it");
                break;
            default:
                break;
        }
    }

    // Whoever may write to a directory may rename what is in it, unless that is sticky, as /tmp is.
    private static void WarnOfOpenWays(string path, Action<string>? warn)
    {
        foreach (var above in OwnerOnly.OpenAbove(path))
            warn?.Invoke(
                $"warning: every user of this machine may write to {above} (mode {OwnerOnly.Octal(above)}) and so put another directory in the place of data directory {path}; chmod o-w '{above}' closes it");
    }

    // A store and all that belongs to it (its log, a draft, one that was kept aside) begin with the same name.
    private DataDirectory NarrowFiles()
    {
        try
        {
            foreach (var file in Directory.EnumerateFiles(FullPath, StoreName + "*").Append(LockPath))
                OwnerOnly.Narrow(file);
            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }
}
