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

    [Fact]
    public async Task Restore_of_a_backup_that_was_cut_says_that_it_is_of_no_use_and_names_no_data_directory()
    {
        var (data, file) = (Path.Combine(_folder, "data"), Path.Combine(_folder, "backup"));
        using var end = new CancellationTokenSource();
        await using var ready = new ReadyLine(end.Cancel);
        await new TqqRun { Interrupted = end.Token }.RunAsync(
            ["serve", "--data", data, "--listen", "127.0.0.1:0", "--web", "127.0.0.1:0"], ready, TextWriter.Null);
        Assert.Equal(0, (await TqqRun.RunAsync(["backup", file, "--data", data])).ExitCode);
        await using (var cut = File.OpenWrite(file))
            cut.SetLength(cut.Length / 2);

        var run = await TqqRun.RunAsync(["restore", file, "--data", Path.Combine(_folder, "other")]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("it is of no use as a backup", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--data", run.Error, StringComparison.Ordinal);
    }

    /// <summary>Calls when the server is ready.</summary>
    private sealed class ReadyLine(Action then) : StringWriter
    {
        public override void Write(string? value)
        {
            base.Write(value);
            if (value?.Contains("Ctrl-C", StringComparison.Ordinal) == true)
                then();
        }
    }
}
