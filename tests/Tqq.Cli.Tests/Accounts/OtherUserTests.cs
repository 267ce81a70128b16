namespace Tqq.Cli.Tests.Accounts;

/// <summary>What a user is told who is not the one that runs the server.</summary>
public sealed class OtherUserTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("tqq-");

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_data.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task A_data_directory_that_one_may_not_look_into_is_not_called_empty()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("who runs this may look into every directory");
            return;
        }

        File.SetUnixFileMode(_data.FullName, UnixFileMode.None);
        foreach (var (what, arguments) in ((string, string[])[])[
            (Path.Combine(_data.FullName, "admin.json"), ["account", "list"]), (_data.FullName, ["backup", "/tmp/tqq-none.db"])])
            Assert.Equal($"tqq: {what} may be read only by the user who runs the server: run this as that user\n",
                (await TqqRun.RunAsync([.. arguments, "--data", _data.FullName])).Error);
    }
}
