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

    // An address that nothing else in these tests listens at.
    [Theory]
    [InlineData("--listen", "127.0.77.1:23456", "--web", "127.0.77.1:23456", "--metrics-listen", "127.0.0.1:0")]
    [InlineData("--web", "127.0.77.2:23456", "--metrics-listen", "127.0.77.2:23456", "--listen", "127.0.0.1:0")]
    [InlineData("--web", "127.0.77.3:23456", "--metrics-listen", "*:23456", "--listen", "127.0.0.1:0")]
    [InlineData("--listen", "*:23457", "--web", "127.0.77.4:23457", "--metrics-listen", "127.0.0.1:0")]
    public async Task Two_ports_of_one_server_that_are_the_same_are_said_so_in_one_line(
        string first, string one, string second, string other, string third, string free)
    {
        var data = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var run = await TqqRun.RunAsync(["serve", "--data", data, first, one, second, other, third, free]);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        // A port for metrics that is open to the network is warned of before.
        Assert.Equal($"tqq: {first} {one} and {second} {other} are the same port: give each its own",
            run.Error.TrimEnd().Split('\n')[^1]);
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task Help_says_that_the_server_goes_on_when_its_terminal_is_closed() =>
        Assert.Contains("it goes on when its terminal is closed",
            (await TqqRun.RunAsync(["serve", "--help"])).Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
}
