using System.Diagnostics;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>What the surroundings of the process do to it: a umask, a signal.</summary>
public sealed class HangUpTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Sighup_reloads_and_does_not_kill_and_files_are_the_owners_alone_whatever_the_umask()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has neither");
        var config = _directory.At("tqq.json");
        await File.WriteAllTextAsync(config, """{ "penalty": "1s" }""", TestContext.Current.CancellationToken);
        using var process = Process.Start(new ProcessStartInfo(
            "sh", ["-c", "umask 0; exec \"$@\"", "sh", "dotnet", TqqProgram.Path, "serve", "--lang", "en", "--data", _directory.At("data"),
                "--config", config, "--listen", "127.0.0.1:0", "--web", "127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            await ReadUntilAsync(process.StandardOutput, "Ctrl-C");
            Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(_directory.At("data")));
            var files = Directory.GetFiles(_directory.At("data"));
            Assert.Superset(new HashSet<string> { "admin.json", "lock", "tqq.db", "tqq.db-wal" },
                files.Select(file => Path.GetFileName(file)).ToHashSet());
            Assert.All(files, file => Assert.Equal(Owner, File.GetUnixFileMode(file)));

            await File.WriteAllTextAsync(config, """{ "penalty": "2s", "history": "1d" }""", TestContext.Current.CancellationToken);
            await SignalAsync(process, "HUP");
            Assert.Contains("penalty 1s -> 2s", await ReadUntilAsync(process.StandardError, "SIGHUP"), StringComparison.Ordinal);
            Assert.EndsWith("history", await ReadUntilAsync(process.StandardError, "restart"), StringComparison.Ordinal);
            await SignalAsync(process, "TERM");
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, process.ExitCode);
        }
        finally
        {
            process.Kill();
        }
    }

    private static Task<string> SignalAsync(Process process, string signal) =>
        DotnetProgram.RunAsync("sh", ["-c", $"kill -{signal} {process.Id}"]);

    private static async Task<string> ReadUntilAsync(StreamReader output, string sign)
    {
        for (; ; )
        {
            var line = await output.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("it ended");
            if (line.Contains(sign, StringComparison.Ordinal))
                return line;
        }
    }
}
