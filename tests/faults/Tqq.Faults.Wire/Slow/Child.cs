using System.Diagnostics;
using System.Globalization;

namespace Tqq.Faults.Wire.Slow;

/// <summary>A process that is talked to line by line.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process _process;

    private Child(Process process) => _process = process;

    /// <param name="core">The core it has. The machine is small: whoever attacks must not take the time of the attacked.</param>
    /// <param name="niceness">How far it stands back; whatever it is, behind this process where that one holds the watch.</param>
    /// <param name="program">A file beside this program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Child Start(int core, int niceness, string program, params string[] arguments) => new(Process.Start(new ProcessStartInfo(
        "chrt", ["--other", "0", "taskset", "-c", Text(core), "nice", "-n", Text(niceness), "dotnet",
            Path.Combine(AppContext.BaseDirectory, program), .. arguments]) { RedirectStandardInput = true,
            RedirectStandardOutput = true })!);

    /// <summary>Reads its lines up to one that contains <paramref name="sign"/>.</summary>
    public async Task<string> ReadUntilAsync(string sign)
    {
        var all = "";
        while (!all.Contains(sign, StringComparison.Ordinal))
            all += (await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the process ended:\n" + all))
                + "\n";
        return all;
    }

    /// <summary>Says a line to it and reads the numbers that it answers.</summary>
    public async Task<int[]> AskAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the process ended");
        return [.. line.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
    }

    /// <summary>Its memory in MiB.</summary>
    public double ResidentMiB() => long.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;

    /// <summary>The processor time it has used, in seconds.</summary>
    public double CpuSeconds()
    {
        _process.Refresh();
        return _process.TotalProcessorTime.TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
