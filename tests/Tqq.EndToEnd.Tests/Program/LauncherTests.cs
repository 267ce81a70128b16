using System.Diagnostics;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>
/// The launcher `./tqq`, in a checkout of its own where a script stands for `dotnet`: what it builds when, and what it says meanwhile.
/// </summary>
public sealed class LauncherTests : IDisposable
{
    private const string Dotnet = """
        #!/bin/sh
        [ "$1" = build ] || { echo "runs $*"; exit 0; }
        echo "  Determining projects to restore..."
        echo "  Restored $PWD/src/Tqq.Core/Tqq.Core.csproj (in 1 min)."
        echo "  Tqq.Core -> $PWD/artifacts/bin/Tqq.Core/release/Tqq.Core.dll"
        [ ! -e broken ] || { echo "Account.cs(1,1): error CS1002: ; expected"; exit 1; }
        echo "  Tqq.Cli -> $PWD/artifacts/bin/Tqq.Cli/release/tqq.dll"
        mkdir -p artifacts/bin/Tqq.Cli/release
        : >artifacts/bin/Tqq.Cli/release/tqq.dll

        """;

    private readonly TemporaryDirectory _directory = new();

    public LauncherTests()
    {
        Directory.CreateDirectory(_directory.At("src"));
        Directory.CreateDirectory(_directory.At("path"));
        File.Copy(Path.Combine(Repository.Root, "tqq"), _directory.At("tqq"));
        foreach (var name in (string[])["global.json", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props",
            "src/Account.cs"])
            File.WriteAllText(_directory.At(name), "");
        File.WriteAllText(_directory.At("path/dotnet"), Dotnet);
        File.SetUnixFileMode(_directory.At("path/dotnet"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_first_build_is_not_silent_but_says_what_happens_and_the_next_start_builds_nothing()
    {
        var (output, errors, exitCode) = await StartAsync("whoami");
        Assert.Equal(0, exitCode);
        // The program's own output is nobody else's.
        Assert.Equal($"runs {_directory.At("artifacts/bin/Tqq.Cli/release/tqq.dll")} whoami", output.Trim());
        Assert.Equal(
            ["tqq: building for the first time; this takes some minutes, mostly for packages and compiling, and happens once:",
                "tqq:   looking which packages are needed, and fetching those that are missing from nuget.org", "tqq:   built Tqq.Core",
                "tqq:   built Tqq.Cli"],
            errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal("", (await StartAsync("whoami")).Errors);
        File.SetLastWriteTimeUtc(_directory.At("src/Account.cs"), DateTime.UtcNow.AddMinutes(1));
        Assert.StartsWith("tqq: a source has changed", (await StartAsync("whoami")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_build_that_fails_is_shown_whole_and_tried_again_the_next_time()
    {
        File.WriteAllText(_directory.At("broken"), "");
        var (output, errors, exitCode) = await StartAsync("whoami");
        Assert.Equal(("", 1), (output, exitCode));
        Assert.Contains("error CS1002", errors, StringComparison.Ordinal);
        Assert.EndsWith("tqq: the build failed; 'dotnet --list-sdks' must show a 10.0 SDK", errors.Trim(), StringComparison.Ordinal);
        File.Delete(_directory.At("broken"));
        Assert.Equal(0, (await StartAsync("whoami")).ExitCode);
    }

    [Theory]
    [InlineData("<&-")]
    [InlineData(">&-")]
    [InlineData("2>&-")]
    [InlineData(">&- 2>&-")]
    [InlineData("<&- >&- 2>&-")]
    public async Task A_closed_descriptor_gets_something_in_its_place_before_anything_is_built_or_run(string closed)
    {
        // What the program finds: it never hangs at its input, and its output fails where it was closed.
        File.WriteAllText(_directory.At("path/dotnet"), Dotnet.Replace(
            "echo \"runs $*\"; exit 0;", "cat >input; echo output && echo shown >seen; echo error >&2 && echo told >>seen; exit 0;",
                StringComparison.Ordinal));
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", $"cd {_directory.At("")} && exec sh ./tqq whoami {closed}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PATH"] = _directory.At("path") + ":" + Environment.GetEnvironmentVariable("PATH") },
        })!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal(closed.Contains(" >", StringComparison.Ordinal) || closed.StartsWith('>') ? ""
            : "output\n", await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        Assert.Equal(!closed.Contains("2>", StringComparison.Ordinal),
            (await errors).Contains("building for the first time", StringComparison.Ordinal));
        Assert.Equal("", await File.ReadAllTextAsync(_directory.At("input"), TestContext.Current.CancellationToken));
        var seen = (await File.ReadAllTextAsync(_directory.At("seen"), TestContext.Current.CancellationToken))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(!(closed.Contains(" >", StringComparison.Ordinal) || closed.StartsWith('>')), seen.Contains("shown"));
        Assert.Contains("told", seen);
    }

    [Theory]
    [InlineData("./tqq", "./tqq")]
    [InlineData("sh ./tqq", "./tqq")]
    [InlineData("path/../tqq", "path/../tqq")]
    [InlineData("TQQ_CALLED=old PATH=.:$PATH tqq", "")]
    public async Task The_program_learns_by_which_name_it_was_called(string command, string called)
    {
        File.WriteAllText(_directory.At("path/dotnet"), Dotnet.Replace("runs $*", "called $TQQ_CALLED", StringComparison.Ordinal));
        File.SetUnixFileMode(_directory.At("tqq"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var (output, _, exitCode) = await ShellAsync("-c", $"cd '{_directory.At("")}' && {command} whoami");
        Assert.Equal((0, $"called {called}"), (exitCode, output.TrimEnd('\n')));
    }

    private Task<(string Output, string Errors, int ExitCode)> StartAsync(params string[] arguments) =>
        ShellAsync([_directory.At("tqq"), .. arguments]);

    private async Task<(string Output, string Errors, int ExitCode)> ShellAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PATH"] = _directory.At("path") + ":" + Environment.GetEnvironmentVariable("PATH") },
        })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (output, await errors, process.ExitCode);
    }
}
