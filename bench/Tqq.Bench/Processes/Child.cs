using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Tqq.Bench.Processes;

/// <summary>
/// A process that is measured: the program itself or this one in another part, on a core of its own where that is asked for.
/// </summary>
internal sealed partial class Child : IAsyncDisposable
{
    private const double Idle = 0.05;
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(3);
    // It begins that only when it has run for a few seconds.
    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(7);

    private readonly Process _process;

    private Child(Process process)
    {
        _process = process;
        // It must not outlive a bench that is told to end.
        AppDomain.CurrentDomain.ProcessExit += Kill;
    }

    /// <summary>`tqq` with these arguments.</summary>
    public static Child Tqq(int? core, params string[] arguments) =>
        Program(core, Path.Combine(AppContext.BaseDirectory, "tqq.dll"), arguments);

    /// <summary>This bench with these arguments.</summary>
    public static Child Bench(int? core, params string[] arguments) =>
        Program(core, Path.Combine(AppContext.BaseDirectory, "Tqq.Bench.dll"), arguments);

    /// <summary>Some program of .NET with these arguments.</summary>
    public static Child Program(int? core, string program, params string[] arguments)
    {
        string[] command = ["dotnet", program, .. arguments];
        if (core is { } one)
            command = ["taskset", "-c", one.ToString(CultureInfo.InvariantCulture), .. command];
        return new(Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true,
            RedirectStandardOutput = true })!);
    }

    /// <summary>Reads all it says, to its end.</summary>
    public async Task<(int ExitCode, string Output)> ReadToEndAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return (_process.ExitCode, output);
    }

    /// <summary>Reads its lines up to one that contains <paramref name="sign"/>.</summary>
    /// <returns>The first port of loopback that they name.</returns>
    public async Task<IPEndPoint> ReadPortAsync(string sign) => (await ReadPortsAsync(sign))[0];

    /// <summary>The same.</summary>
    /// <returns>All ports of loopback that they name.</returns>
    public async Task<IReadOnlyList<IPEndPoint>> ReadPortsAsync(string sign)
    {
        var all = "";
        while (!all.Contains(sign, StringComparison.Ordinal))
            all += (await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the process ended:\n" + all))
                + "\n";
        return [.. Port().Matches(all).Select(match =>
            new IPEndPoint(IPAddress.Loopback, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)))];
    }

    /// <summary>Says a line to it and reads the line it answers.</summary>
    public async Task<string> AskAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        return await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the process ended");
    }

    /// <summary>The processor time it has used, user and system, in microseconds.</summary>
    public double CpuMicroseconds() => ProcStat.Parse(File.ReadAllText($"/proc/{_process.Id}/stat")).CpuMicroseconds;

    /// <summary>The processor time that its threads have used, to the microsecond; takes a millisecond to ask for.</summary>
    public double ThreadMicroseconds() => Directory.EnumerateDirectories($"/proc/{_process.Id}/task").Sum(ThreadMicroseconds);

    /// <summary>
    /// Waits until it does nothing: a server reads its whole store soon after the start, which takes long where there is much in it.
    /// </summary>
    public async Task WaitUntilIdleAsync()
    {
        await Task.Delay(s_settling);
        for (var before = double.NegativeInfinity; CpuMicroseconds() - before > Idle * s_look.TotalMicroseconds;)
        {
            before = CpuMicroseconds();
            await Task.Delay(s_look);
        }
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= Kill;
        Kill(null, EventArgs.Empty);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static double ThreadMicroseconds(string thread)
    {
        try
        {
            return long.Parse(File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ')[0], CultureInfo.InvariantCulture) / 1000.0;
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return 0;
        }
    }

    private void Kill(object? sender, EventArgs e)
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
    }

    [GeneratedRegex(@"https?://127\.0\.0\.1:(\d+)/")]
    private static partial Regex Port();
}
