using Tqq.Cli.Language;

namespace Tqq.Cli.Tests.Terminal;

/// <summary>Whole runs of the program in one process, which share nothing.</summary>
public sealed class InProcessTests
{
    private static Dictionary<string, string> In(string language) =>
        new() { ["LANG"] = language, ["XDG_CONFIG_HOME"] = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString()) };

    [Fact]
    public async Task Runs_in_two_languages_side_by_side_do_not_see_each_other()
    {
        for (var turn = 0; turn < 20; turn++)
        {
            var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(number =>
                TqqRun.RunAsync(["whoami"], In(number % 2 == 0 ? "C" : "zh_CN.UTF-8"))));
            Assert.All(runs, run => Assert.Equal(1, run.ExitCode));
            Assert.All(runs.Where((_, number) => number % 2 == 0), run =>
                Assert.Equal("tqq: nobody is logged in here: type 'tqq login UIN'\n", run.Error));
            Assert.All(runs.Where((_, number) => number % 2 == 1), run => Assert.Equal("tqq: 尚未登录：请输入 'tqq login QQ号'\n", run.Error));
        }

        Assert.False(Localized.IsChinese);
    }

    [Fact]
    public async Task Help_goes_to_the_output_of_the_run()
    {
        var run = await TqqRun.RunAsync(["--help"], In("C"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("serve", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_in_a_run_ends_at_ctrl_c()
    {
        var folder = Directory.CreateTempSubdirectory("tqq-").FullName;
        using var end = new CancellationTokenSource();
        var banner = new StringWriter();
        await using var output = new NoticingWriter(banner, "Ctrl-C", end.Cancel);
        await using var error = new StringWriter();
        var exitCode = await new TqqRun { Folder = folder, Interrupted = end.Token, Environment = new Dictionary<string,
            string> { ["XDG_DATA_HOME"] = folder } }.RunAsync(["serve", "--listen", "127.0.0.1:0", "--web", "127.0.0.1:0"], output, error);
        Assert.Equal((0, ""), (exitCode, error.ToString()));
        Assert.EndsWith("Stopping: requests that are being handled are finished first.",
            banner.ToString().TrimEnd(), StringComparison.Ordinal);
        Assert.Contains(Path.Combine(folder, "tqq"), banner.ToString(), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Calls when what is written has a word.</summary>
    private sealed class NoticingWriter(TextWriter inner, string word, Action notice) : TextWriter
    {
        public override System.Text.Encoding Encoding => inner.Encoding;

        public override void Write(string? value)
        {
            inner.Write(value);
            if (value?.Contains(word, StringComparison.Ordinal) == true)
                notice();
        }
    }
}
