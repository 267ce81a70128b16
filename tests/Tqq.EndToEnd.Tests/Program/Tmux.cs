using System.Globalization;
using System.Text.RegularExpressions;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>A real terminal with a program on it, which is tmux's: what is typed, and what stands there.</summary>
public sealed class Tmux : IAsyncDisposable
{
    // A start takes two seconds of processor time: a machine with forty other things to do needs a minute for them.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private static int s_started;

    // A server of tmux may outlive its `kill-server` for a moment. Another terminal on the same socket would reach that one, and lose it.
    private readonly string _socket = string.Create(CultureInfo.InvariantCulture, $"terminal-{Interlocked.Increment(ref s_started)}");
    private readonly TemporaryDirectory _directory;
    private readonly IReadOnlyDictionary<string, string> _environment;

    private Tmux(TemporaryDirectory directory, IReadOnlyDictionary<string, string> environment) =>
        (_directory, _environment) = (directory, environment);

    /// <summary>Starts a program on a terminal.</summary>
    /// <param name="directory">Where the terminal's socket is, and the program's current folder.</param>
    /// <param name="environment">Variables for the program.</param>
    /// <param name="command">A line of the shell. The terminal stays when it has ended.</param>
    /// <param name="columns">How wide the terminal is.</param>
    public static async Task<Tmux> StartAsync(
        TemporaryDirectory directory, IReadOnlyDictionary<string, string> environment, string command, int columns = 100)
    {
        var terminal = new Tmux(directory, environment);
        await terminal.RunAsync("new-session", "-d", "-x", $"{columns}", "-y", "20", $"{command}; sleep 600");
        return terminal;
    }

    /// <summary>Types a text as it is.</summary>
    public Task TypeAsync(string text) => RunAsync("send-keys", "-l", "--", text);

    /// <summary>Presses keys, by tmux's names for them.</summary>
    public Task PressAsync(params string[] keys) => RunAsync(["send-keys", .. keys]);

    /// <summary>Types a line and ends it.</summary>
    public async Task EnterAsync(string text)
    {
        await TypeAsync(text);
        await PressAsync("Enter");
    }

    /// <summary>
    /// Looks again and again until the terminal shows a pattern: a terminal tells nobody that it has changed. A
    /// line end stands before the first row.
    /// </summary>
    /// <returns>What it shows of the pattern.</returns>
    public async Task<Match> ShowsAsync(string pattern)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        for (var screen = ""; ;)
        {
            if (Regex.Match(screen, pattern) is { Success: true } shown)
                return shown;
            Assert.False(patience.IsCancellationRequested, $"the terminal does not show {pattern} but\n{screen}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            screen = "\n" + Regex.Replace(await RunAsync("capture-pane", "-p"), @"[ \n]+$", "").TrimEnd();
        }
    }

    public async ValueTask DisposeAsync() => await RunAsync("kill-server");

    private Task<string> RunAsync(params string[] arguments) =>
        DotnetProgram.RunAsync("tmux", ["-u", "-S", _directory.At(_socket), "-f", "/dev/null", .. arguments], _directory.FullPath,
            _environment);
}
