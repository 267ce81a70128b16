namespace Tqq.Bench.Others.Daemons;

/// <summary>A directory on a disk for all servers' data, gone at the end.</summary>
internal sealed class Yard : IDisposable
{
    private const string Disk = "/var/tmp"; // kept across restarts, so never in memory unless somebody has made it so
    private readonly string _path;

    private Yard(string path) => _path = path;

    /// <exception cref="InvalidOperationException">It would lie in memory, where fsync costs nothing.</exception>
    public static async Task<Yard> OpenAsync()
    {
        if (new DriveInfo(Disk).DriveFormat is "tmpfs" or "ramfs")
            throw new InvalidOperationException($"others: {Disk} lies in memory; needs a disk");
        var yard = new Yard(Directory.CreateDirectory(Path.Combine(Disk, "tqq-others-" + Path.GetRandomFileName())).FullName);
        await Daemon.RunAsync("chmod", "755", yard._path); // servers run under users of their own
        return yard;
    }

    /// <summary>Makes a directory in it. Not every server can do with spaces in its path.</summary>
    public string Make(string name) => Directory.CreateDirectory(
        Path.Combine(_path, string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-')))).FullName;

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
