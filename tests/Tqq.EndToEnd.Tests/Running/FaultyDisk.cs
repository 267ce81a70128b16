namespace Tqq.EndToEnd.Tests.Running;

/// <summary>A disk that fails for one server when it is told to: tests/faults/shims/disk.c, built with gcc.</summary>
public sealed class FaultyDisk
{
    private readonly string _directory;

    private FaultyDisk(string directory) => _directory = directory;

    public static bool CanBeBuilt => OperatingSystem.IsLinux() && File.Exists("/usr/bin/gcc");

    /// <summary>What a server must find in its environment.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string> { ["LD_PRELOAD"] = At("disk.so"), ["DISK_FAULTS"] = _directory };

    /// <summary>Every fsync of the store from the first that failed, that one too.</summary>
    public string[] Syncs => File.Exists(At("syncs")) ? File.ReadAllLines(At("syncs")) : [];

    /// <param name="source">disk.c.</param>
    /// <param name="directory">Where it is built and commanded from.</param>
    public static async Task<FaultyDisk> BuildAsync(string source, string directory)
    {
        Directory.CreateDirectory(directory);
        await DotnetProgram.RunAsync("gcc", ["-shared", "-fPIC", "-O2", "-o", Path.Combine(directory, "disk.so"), source, "-ldl"]);
        return new(directory);
    }

    /// <summary>The next fsync fails: of the log (`wal`) or of the database (`db`).</summary>
    public void FailNextSync(string of) => File.WriteAllText(At("eio-" + of), "");

    /// <summary>No file grows any more.</summary>
    public void Fill() => File.WriteAllText(At("full"), "");

    /// <summary>The database does not grow any more, while its log does.</summary>
    public void FillDatabase() => File.WriteAllText(At("full-db"), "");

    /// <summary>What is written to the log does not come to the disk, and whoever waits for it waits on.</summary>
    public void Hang() => File.WriteAllText(At("hang-wal"), "");

    /// <summary>The server is killed behind the next commit, before anybody is told of it.</summary>
    public void KillBehindNextCommit() => File.WriteAllText(At("kill-wal"), "");

    public void Free()
    {
        File.Delete(At("hang-wal"));
        File.Delete(At("full"));
        File.Delete(At("full-db"));
    }

    private string At(string name) => Path.Combine(_directory, name);
}
