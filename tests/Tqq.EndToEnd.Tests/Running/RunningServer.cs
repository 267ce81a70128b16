using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Tqq.EndToEnd.Tests.Running;

/// <summary>The real server as a process, on free ports of loopback, with a data directory that may outlive it.</summary>
public sealed partial class RunningServer : TestServer
{
    // A start takes two seconds of processor time: a machine with forty other things to do needs a minute for them.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _errors = new();

    private RunningServer(Process process, string data)
        : base(data) => _process = process;

    public int ProcessId => _process.Id;

    /// <summary>
    /// What it has logged since its banner. Only of a server that has ended: the lines of a running one arrive later than its answers.
    /// </summary>
    public string Log => string.Join('\n', Errors);

    public string Banner { get; private set; } = "";

    /// <summary>The lines of <see cref="Log"/>.</summary>
    public IReadOnlyCollection<string> Errors =>
        _process.HasExited ? _errors : throw new InvalidOperationException("the server still runs: end it first");

    /// <summary>Ends with the exit code when the process does.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan patience)
    {
        await _process.WaitForExitAsync().WaitAsync(patience);
        return _process.ExitCode;
    }

    public static Task<RunningServer> StartAsync(string data, params string[] flags) =>
        StartAsync(data, new Dictionary<string, string>(), null, flags);

    /// <summary>Starts it in other surroundings than usual: variables of the environment, and another copy of the program.</summary>
    public static async Task<RunningServer> StartAsync(string data, IReadOnlyDictionary<string, string> environment, string? program,
        params string[] flags)
    {
        string[] listen = flags.Contains("--listen") ? [] : ["--listen", "127.0.0.1:0"];
        string[] web = flags.Contains("--web") ? [] : ["--web", "127.0.0.1:0"];
        var process = TqqProgram.Start(["serve", "--data", data, .. listen, .. web, .. flags], environment, program: program);
        var server = new RunningServer(process, data);
        await server.ReadBannerAsync();
        return server;
    }

    /// <summary>As if the power of this process alone were cut.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Stops it as an operator does and says how it went.</summary>
    public async Task<(int ExitCode, TimeSpan Took)> TerminateAsync()
    {
        var watch = Stopwatch.StartNew();
        Signal(15);
        using var patience = new CancellationTokenSource(s_patience);
        await _process.WaitForExitAsync(patience.Token);
        return (_process.ExitCode, watch.Elapsed);
    }

    /// <summary>Sends it a signal, by its number.</summary>
    public void Signal(int signal) => _ = Kill(_process.Id, signal);

    public override async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
        await base.DisposeAsync();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:(\d+)/")]
    private static partial Regex Address();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    private async Task ReadBannerAsync()
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (!Banner.Contains("Ctrl-C", StringComparison.Ordinal))
        {
            var line = await _process.StandardOutput.ReadLineAsync(patience.Token)
                ?? throw new InvalidOperationException("the server ended: " + await _process.StandardError.ReadToEndAsync(patience.Token));
            Banner += line + "\n";
        }

        // What it logs must not fill the pipe and stop it.
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
                _errors.Enqueue(text);
        };
        _process.BeginErrorReadLine();
        var ports = Address().Matches(Banner).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToArray();
        await ReachAsync(ports[0], ports[1], patience.Token);
    }
}
