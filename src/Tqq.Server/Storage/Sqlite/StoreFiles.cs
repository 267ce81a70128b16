namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// The files of a store, as they were when it was opened. SQLite goes on writing to files that somebody has removed or put others in the
/// place of, and what is written there is gone with the process. A lock that is removed no longer keeps a second server out.
/// </summary>
internal sealed class StoreFiles
{
    private readonly (string Path, FileIdentity? Opened)[] _files;

    /// <summary>Looks at the files of a store that has just been opened.</summary>
    /// <param name="path">The store.</param>
    /// <param name="guard">The file that keeps others away from it; null where there is none.</param>
    public StoreFiles(string path, string? guard) =>
        _files = [.. PathsOf(path).Concat(guard is null ? [] : [guard]).Select(file => (file, FileIdentity.Of(file)))];

    /// <summary>All files of a store while it is open: the database, its log, and the index of the log.</summary>
    public static string[] PathsOf(string path) => [path, path + "-wal", path + "-shm"];

    /// <summary>What is wrong with one of the files, without its directory; null where all are the ones that were opened.</summary>
    public string? Trouble()
    {
        foreach (var (path, opened) in _files)
        {
            var now = FileIdentity.Of(path);
            if (now is null)
                return $"{Path.GetFileName(path)} has been removed or renamed while the server uses it";
            if (now != opened)
                return $"{Path.GetFileName(path)} is not the file that the server has opened: another was put in its place";
        }

        return null;
    }
}
