using System.Runtime.InteropServices;

namespace Tqq.Server.Storage;

/// <summary>Files that are there after a power cut, too.</summary>
internal static partial class DurableFiles
{
    /// <summary>Makes an empty file, readable by its owner alone; one that is there is emptied.</summary>
    public static FileStream Create(string path)
    {
        File.Delete(path);
        return OwnerOnly.Open(path, FileMode.CreateNew);
    }

    /// <summary>Has what was written to a file brought to the disk.</summary>
    public static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Gives a file another name, for good.</summary>
    public static void Move(string from, string to, bool overwrite)
    {
        File.Move(from, to, overwrite);
        FlushDirectoryOf(to);
    }

    /// <summary>Has names that were given or taken in a file's directory brought to the disk. Windows does so by itself.</summary>
    public static void FlushDirectoryOf(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var directory = Open(Path.GetDirectoryName(Path.GetFullPath(path))!, 0);
        if (directory < 0)
            return;
        _ = Fsync(directory);
        _ = Close(directory);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Fsync(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
