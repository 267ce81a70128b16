namespace Tqq.Cli.Tests.Backups;

/// <summary>What is no backup.</summary>
public sealed class RestoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tqq-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("junk")]
    [InlineData("")]
    public async Task Restore_of_junk_says_that_it_is_no_backup_and_not_what_serve_would_advise(string content)
    {
        var file = Path.Combine(_folder, "junk");
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        var run = await TqqRun.RunAsync(["restore", file, "--data", Path.Combine(_folder, "data")]);
        Assert.Equal((1, $"tqq: {file} is no backup of tqq: give a file that 'tqq backup' made\n"), (run.ExitCode, run.Error));
        Assert.False(Directory.Exists(Path.Combine(_folder, "data")));
    }
}
