using Tqq.Probe.Tests.Serving;

namespace Tqq.Cli.Tests.Serving;

/// <summary>A second server beside one that runs.</summary>
public sealed class InUseTests(ProbedServer server)
{
    [Fact]
    public async Task A_data_directory_that_a_server_uses_is_named_before_its_port()
    {
        var run = await TqqRun.RunAsync(["serve", "--data", server.Data, "--listen", $"{server.Wire}", "--web", "127.0.0.1:0"]);
        Assert.Equal((1, "",
            $"tqq: another tqq server is using data directory {server.Data}: stop it, or name another directory with --data\n"),
            (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task Help_says_that_the_server_goes_on_when_its_terminal_is_closed() =>
        Assert.Contains("it goes on when its terminal is closed",
            (await TqqRun.RunAsync(["serve", "--help"])).Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
}
