using Tqq.Server.Hosting;

namespace Tqq.Server.Tests.Hosting;

/// <summary>That backups can be written is known when the server starts, and not when somebody needs one.</summary>
public sealed class BackupsStartTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");

    public void Dispose() => _directory.Delete(recursive: true);

    private string At(string name) => Path.Combine(_directory.FullName, name);

    private static void Check(string? backups) => BackupsStart.Check(new() { Backups = backups });

    [Fact]
    public void A_directory_that_can_be_made_or_written_is_as_it_was_afterwards()
    {
        Check(null);
        Check(At("new/and/deep"));
        Directory.CreateDirectory(At("old"));
        File.WriteAllText(At("old/kept"), "");
        Check(At("old"));
        Assert.Equal(["kept", "old"],
            _directory.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(one => one.Name).Order());
    }

    [Fact]
    public void One_that_cannot_is_named_with_the_reason()
    {
        File.WriteAllText(At("file"), "");
        Assert.Equal($"no backup can be written into {At("file")}: it is a file, and a directory is needed; name another directory with "
            + "--backups", Assert.Throws<ServerStartException>(() => Check(At("file"))).Message);
        Assert.Equal($"no backup can be written into {At("file/new")}: {At("file")} is a file, not a directory; name another directory "
            + "with --backups", Assert.Throws<ServerStartException>(() => Check(At("file/new"))).Message);
        if (OperatingSystem.IsLinux())
            Assert.StartsWith("no backup can be written into /proc/backups: ",
                Assert.Throws<ServerStartException>(() => Check("/proc/backups")).Message, StringComparison.Ordinal);
    }
}
