using Tqq.EndToEnd.Tests.Running;

namespace Tqq.Faults.Disks;

/// <summary>A small tmpfs and the ballast that fills it.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("tqq-small-").FullName;

    public string Data => Path.Combine(_path, "data");

    private string Ballast => Path.Combine(_path, "ballast");

    public static async Task<SmallDisk> MountAsync(string size)
    {
        var disk = new SmallDisk();
        await DotnetProgram.RunAsync("mount", ["-t", "tmpfs", "-o", "size=" + size, "none", disk._path]);
        return disk;
    }

    /// <summary>Takes all the room that is left, and again what has become free since.</summary>
    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[4096];
        try
        {
            for (; ; )
                file.Write(page);
        }
        catch (IOException)
        {
            // No room: that was the purpose.
        }
    }

    public void Free() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        await DotnetProgram.RunAsync("umount", [_path]);
        Directory.Delete(_path);
    }
}
