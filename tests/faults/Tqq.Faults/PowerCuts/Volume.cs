using Tqq.EndToEnd.Tests.Running;

namespace Tqq.Faults.PowerCuts;

/// <summary>
/// An ext4 file system in a file on a tmpfs, mounted through a loop device with `commit=300`: what nobody syncs stays in the page
/// cache, and so does not reach the file.
/// </summary>
internal sealed class Volume : IAsyncDisposable
{
    private readonly string _file;
    private readonly string _mounted;

    private Volume(string file) => (_file, _mounted) = (file, file + ".mounted");

    /// <summary>The data directory of a server.</summary>
    public string Data => Path.Combine(_mounted, "data");

    public static async Task<Volume> MakeAsync(string file)
    {
        await DotnetProgram.RunAsync("truncate", ["-s", "96M", file]);
        await DotnetProgram.RunAsync("mkfs.ext4", ["-q", "-E", "lazy_itable_init=0,lazy_journal_init=0", file]);
        return await MountAsync(file);
    }

    /// <summary>What a disk would hold if the power were cut now: the file is copied as it is, nothing is flushed before.</summary>
    public async Task<string> CopyAsync(string file)
    {
        await DotnetProgram.RunAsync("cp", ["--sparse=always", _file, file]);
        return file;
    }

    /// <summary>Mounts a file as after a power cut: ext4 replays its journal.</summary>
    public static async Task<Volume> MountAsync(string file)
    {
        var volume = new Volume(file);
        Directory.CreateDirectory(volume._mounted);
        await DotnetProgram.RunAsync("mount", ["-o", "loop,commit=300", file, volume._mounted]);
        return volume;
    }

    public async ValueTask DisposeAsync()
    {
        await DotnetProgram.RunAsync("umount", [_mounted]);
        Directory.Delete(_mounted);
        File.Delete(_file);
    }
}
