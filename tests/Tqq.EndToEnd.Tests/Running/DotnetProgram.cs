using System.Diagnostics;
using System.Text;

namespace Tqq.EndToEnd.Tests.Running;

/// <summary>Any program that a test runs beside the server, and what it says.</summary>
public sealed class DotnetProgram : IAsyncDisposable
{
    // A registry that answers late is tried again by NuGet for minutes.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(8);

    private readonly Process _process;
    private readonly StringBuilder _error = new();

    private DotnetProgram(Process process)
    {
        _process = process;
        _process.ErrorDataReceived += (_, line) => _error.AppendLine(line.Data);
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts a program.</summary>
    public static DotnetProgram Start(string file, IEnumerable<string> arguments, string? directory = null, IReadOnlyDictionary<string,
        string>? environment = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? Path.GetTempPath(),
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Starts a program that was built beside the tests.</summary>
    public static DotnetProgram StartBeside(string name, params string[] arguments) =>
        Start("dotnet", [Path.Combine(AppContext.BaseDirectory, name + ".dll"), .. arguments]);

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it said on standard output.</returns>
    public static async Task<string> RunAsync(string file, IEnumerable<string> arguments, string? directory = null,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        await using var program = Start(file, arguments, directory, environment);
        using var patience = new CancellationTokenSource(s_patience);
        var output = await program._process.StandardOutput.ReadToEndAsync(patience.Token);
        await program._process.WaitForExitAsync(patience.Token);
        Assert.True(program._process.ExitCode == 0, $"{file} ended with {program._process.ExitCode}:\n{output}\n{program._error}");
        return output;
    }

    /// <summary>Runs a program that was built beside the tests to its end, which is to be a failure.</summary>
    public static async Task<(int ExitCode, string Errors)> FailAsync(string name, params string[] arguments)
    {
        await using var program = StartBeside(name, arguments);
        using var patience = new CancellationTokenSource(s_patience);
        await program._process.WaitForExitAsync(patience.Token);
        return (program._process.ExitCode, program._error.ToString());
    }

    /// <summary>Reads lines up to one that contains this.</summary>
    public async Task<string> ReadUntilAsync(string sign)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (; ; )
        {
            var line = await _process.StandardOutput.ReadLineAsync(patience.Token)
                ?? throw new InvalidOperationException("the program ended: " + _error);
            if (line.Contains(sign, StringComparison.Ordinal))
                return line;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
