using System.Runtime.Versioning;

namespace Tqq.Server.Storage;

/// <summary>
/// Keeps other users of the machine out of files and directories. Modes are set outright and not only asked for when something is made, so
/// the umask does not matter. On Windows a file has the access list of its directory, and nothing is done here.
/// </summary>
internal static class OwnerOnly
{
    private const UnixFileMode ForFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode ForDirectory = ForFile | UnixFileMode.UserExecute;
    private const UnixFileMode Write = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode Any =
        Write | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Opens a file for reading and writing; one that is made is the owner's alone.</summary>
    public static FileStream Open(string path, FileMode mode, FileShare share = FileShare.Read)
    {
        if (OperatingSystem.IsWindows())
            return new(path, mode, FileAccess.ReadWrite, share);
        var isNew = !File.Exists(path);
        var file = new FileStream(path,
            new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, UnixCreateMode = ForFile });
        if (isNew)
            File.SetUnixFileMode(file.SafeFileHandle, ForFile);
        return file;
    }

    /// <summary>Makes a directory.</summary>
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, ForDirectory);
        File.SetUnixFileMode(path, ForDirectory);
    }

    /// <summary>Takes from others what they may do with a file.</summary>
    /// <exception cref="StoreUnusableException">The file belongs to another user; the text names the command that mends it.</exception>
    public static void Narrow(string path)
    {
        if (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Any) == 0)
            return;
        try
        {
            File.SetUnixFileMode(path, ForFile);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreUnusableException(
                $"others may read {path} (mode {Octal(path)}), and it belongs to another user: chown it to the user that runs the server, or chmod 600 '{path}'", e);
        }
    }

    /// <summary>How far a directory is open to other users.</summary>
    public static Openness Of(string directory) => OperatingSystem.IsWindows()
        ? Openness.Closed
        : (File.GetUnixFileMode(directory) & Any) switch
        {
            0 => Openness.Closed,
            var mode when (mode & Write) != 0 => Openness.Writable,
            _ => Openness.Readable,
        };

    /// <summary>
    /// The directories on the way to a path, links included, in which every user may rename what is there; the nearest first.
    /// </summary>
    public static IReadOnlyList<string> OpenAbove(string path)
    {
        var open = new List<string>();
        if (!OperatingSystem.IsWindows())
            AddOpenAbove(path, [], open);
        return open;
    }

    [UnsupportedOSPlatform("windows")]
    private static void AddOpenAbove(string path, HashSet<string> seen, List<string> open)
    {
        for (var at = path; at is not null && seen.Add(at); at = Path.GetDirectoryName(at))
        {
            if (at != path && (File.GetUnixFileMode(at) & (UnixFileMode.OtherWrite | UnixFileMode.StickyBit)) == UnixFileMode.OtherWrite)
                open.Add(at);
            if (Directory.ResolveLinkTarget(at, returnFinalTarget: false) is { } target)
                AddOpenAbove(target.FullName, seen, open);
        }
    }

    /// <summary>The mode as `chmod` has it, such as 0755.</summary>
    public static string Octal(string path) =>
        OperatingSystem.IsWindows() ? "" : "0" + Convert.ToString((int)File.GetUnixFileMode(path) & 0x1FF, 8).PadLeft(3, '0');
}

/// <summary>What other users may do with a directory.</summary>
internal enum Openness
{
    /// <summary>Nothing.</summary>
    Closed,

    /// <summary>See which files there are, or open those that they may read.</summary>
    Readable,

    /// <summary>Add, remove and exchange files.</summary>
    Writable,
}
