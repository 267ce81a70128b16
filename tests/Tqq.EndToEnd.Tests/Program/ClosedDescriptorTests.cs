using System.Diagnostics;
using Tqq.Cli.Terminal;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>
/// Standard streams that were closed before the program began. The runtime gives their numbers to files and pipes of its
/// own, so only a real process shows it.
/// </summary>
public sealed class ClosedDescriptorTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    public static TheoryData<string, string, int> Runs()
    {
        var runs = new TheoryData<string, string, int>();
        foreach (var closed in (string[])["<&-", ">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
        {
            var isOutputClosed = closed.Split(' ').Contains(">&-");
            runs.Add("login 10001 --server 127.0.0.1:1 --password-stdin", closed, ExitCode.Usage);
            runs.Add("account list", closed, ExitCode.NoServer);
            runs.Add("nonsense", closed, ExitCode.Usage);
            runs.Add("version", closed, isOutputClosed ? ExitCode.Failed : ExitCode.Done);
            runs.Add("completion zsh", closed, isOutputClosed ? ExitCode.Failed : ExitCode.Done);
            runs.Add("serve --listen 127.0.0.1:0 --web 127.0.0.1:0 --log-level trace", closed, isOutputClosed ? ExitCode.Failed
                : ExitCode.Done);
        }

        return runs;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task A_closed_descriptor_neither_hangs_nor_aborts_a_command(string command, string closed, int exitCode)
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has no descriptors that can be closed so");
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", $"exec dotnet '{TqqProgram.Path}' {command} {closed}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _directory.At(""),
            Environment = { ["XDG_CONFIG_HOME"] = _directory.At("config"), ["TQQ_DATA"] = _directory.At("data"), ["LC_ALL"] = "C",
                ["DOTNET_TieredPGO"] = "0" },
        })!;
        process.StandardInput.Close();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            if (command.StartsWith("serve", StringComparison.Ordinal) && exitCode == ExitCode.Done)
            {
                await process.StandardOutput.ReadLineAsync(patience.Token);
                using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
                await kill.WaitForExitAsync(patience.Token);
            }

            var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            Assert.Equal(exitCode, process.ExitCode);
            Assert.Equal(exitCode == ExitCode.Done, output.Length > 0);
            // Whatever fails says so wherever that can be said, and nothing is written to a descriptor that is no longer the user's.
            Assert.Equal(exitCode != ExitCode.Done && !closed.Contains("2>", StringComparison.Ordinal),
                (await errors).Contains("tqq: ", StringComparison.Ordinal));
        }
        finally
        {
            process.Kill();
        }
    }
}
