using Tqq.Server.Hosting.Settings;
using Tqq.Server.Storage;

namespace Tqq.Server.Hosting;

/// <summary>
/// Looks whether backups can be written where the settings say, before anything else is touched: a backup is made when it is needed, and
/// then it is late to learn that it cannot be.
/// </summary>
internal static class BackupsStart
{
    /// <param name="options">The settings.</param>
    /// <exception cref="ServerStartException">They cannot; the text says why.</exception>
    public static void Check(TqqServerOptions options)
    {
        if (options.Backups is not { } named)
            return;
        var directory = Path.GetFullPath(named);
        try
        {
            Try(directory);
        }
        catch (IOException e) when (FileFaults.IsFull(e))
        {
            // A full disk keeps no server from starting, and by the time of a backup there may be room again.
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            var why = File.Exists(directory) ? "it is a file, and a directory is needed" : FileFaults.Why(e, directory, FileUse.WriteInto);
            throw new ServerStartException($"no backup can be written into {directory}: {why}; name another directory with --backups", e);
        }
    }

    // What is made here goes again: the first backup makes the directory.
    private static void Try(string directory)
    {
        var made = new Stack<string>();
        for (var above = directory; above is not null && !Path.Exists(above); above = Path.GetDirectoryName(above))
            made.Push(above);
        try
        {
            if (made.Count > 0)
                OwnerOnly.CreateDirectory(directory);
            var trial = Path.Combine(directory, Path.GetRandomFileName());
            OwnerOnly.Open(trial, FileMode.CreateNew).Dispose();
            File.Delete(trial);
        }
        finally
        {
            foreach (var one in made.Reverse().Where(Directory.Exists))
                Directory.Delete(one);
        }
    }
}
