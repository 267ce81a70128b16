using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tqq.Bench.Others.Daemons;

/// <summary>
/// A server that is measured: a process on a core of its own, its output in a file, under another user where it refuses root.
/// </summary>
internal sealed class Daemon : IAsyncDisposable
{
    private const int ServerCore = 0;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly string _stopSignal;

    private Daemon(Process process, string stopSignal) => (_process, _stopSignal) = (process, stopSignal);

    /// <summary>Of the process that all others of this server descend from.</summary>
    public int Id => _process.Id;

    /// <summary>A port of loopback that nobody uses now.</summary>
    public static IPEndPoint FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (IPEndPoint)listener.LocalEndpoint;
    }

    /// <summary>Runs a command to its end.</summary>
    /// <returns>What it wrote.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> RunAsync(params string[] command)
    {
        using var process =
            Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output
            : throw new InvalidOperationException($"{string.Join(' ', command)} failed: {await error}{await output}");
    }

    /// <summary>The command under another user; the directory then belongs to that user.</summary>
    public static string[] As(string user, string[] command) => ["setpriv", "--reuid", user, "--regid", user, "--init-groups", .. command];

    /// <summary>Starts a server and waits until it accepts connections.</summary>
    /// <param name="directory">Of its own; it runs there, and its output goes to a file in it.</param>
    /// <param name="endpoint">Where it listens.</param>
    /// <param name="command">The program, which stays in the foreground, and its arguments.</param>
    /// <param name="environment">Variables, beside those of this process.</param>
    /// <param name="stopSignal">What asks it to end at once.</param>
    public static async Task<Daemon> StartAsync(
        string directory, IPEndPoint endpoint, string[] command, IReadOnlyDictionary<string, string>? environment = null,
            string stopSignal = "TERM")
    {
        var log = Path.Combine(directory, "output");
        string[] shell = ["/bin/sh", "-c", "exec \"$@\" >\"$0\" 2>&1 </dev/null", log, "taskset", "-c",
            ServerCore.ToString(CultureInfo.InvariantCulture), .. command];
        var start = new ProcessStartInfo(shell[0], shell[1..]) { WorkingDirectory = directory };
        start.Environment.Remove("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"); // bench/run sets it for the load generator
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var daemon = new Daemon(Process.Start(start)!, stopSignal);
        for (var watch = Stopwatch.StartNew(); !Accepts(endpoint); await Task.Delay(50))
        {
            if (!daemon._process.HasExited && watch.Elapsed < s_patience)
                continue;
            var said = await File.ReadAllTextAsync(log);
            await daemon.DisposeAsync();
            throw new InvalidOperationException($"{command[0]} does not serve {endpoint}:\n{said}");
        }

        return daemon;
    }

    public async ValueTask DisposeAsync()
    {
        int[] members = [];
        if (!_process.HasExited)
        {
            members = ProcessTree.Ids(_process.Id);
            await RunAsync("kill", "-" + _stopSignal, _process.Id.ToString(CultureInfo.InvariantCulture));
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // One that started others may end before them and forget them.
        foreach (var member in members.Where(member => Directory.Exists($"/proc/{member}")))
            await RunAsync("/bin/sh", "-c", $"kill -KILL {member} 2>/dev/null || true");
        _process.Dispose();
    }

    private static bool Accepts(IPEndPoint endpoint)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(endpoint);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
