using System.Diagnostics;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests;

/// <summary>The script `./test` itself, as far as it can be run inside a run of it.</summary>
public sealed class TestScriptTests
{
    private static async Task<ProgramResult> RunAsync(string argument)
    {
        using var script = Process.Start(new ProcessStartInfo("sh",
            [Path.Combine(Repository.Root, "test"), argument]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            script.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(script.ExitCode, await output, await error);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_says_how_it_is_called_and_runs_nothing(string flag)
    {
        var (exitCode, output, error) = await RunAsync(flag);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.StartsWith("usage: ./test [--all]", Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--al")]
    [InlineData("all")]
    public async Task An_unknown_flag_is_refused(string flag)
    {
        var refused = await RunAsync(flag);
        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.Equal($"test: '{flag}' is no option", refused.ErrorLines[0]);
    }

    [Fact]
    public void Before_a_landing_the_long_runs_are_run_too() =>
        Assert.EndsWith("exec ./test --all\n", File.ReadAllText(Path.Combine(Repository.Root, ".ci", "run")), StringComparison.Ordinal);
}
