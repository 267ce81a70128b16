using System.Text;
using Tqq.Cli.Terminal;

namespace Tqq.Tests.Running;

/// <summary>
/// A whole run of the program `tqq` inside the test's own process: arguments and standard input in, exit code and both outputs
/// out. It costs milliseconds where a process costs half a second. Where the process is the subject (signals, descriptors,
/// kills), the tests start the real one instead.
/// </summary>
public sealed record TqqRun
{
    /// <summary>What stands on standard input.</summary>
    public byte[] Input { get; init; } = [];

    /// <summary>Variables of the environment; the variables of the test's own process are not seen.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The current folder of the run.</summary>
    public string Folder { get; init; } = Path.GetTempPath();

    /// <summary>Ctrl-C.</summary>
    public CancellationToken Interrupted { get; init; }

    /// <summary>Whether a person sits before its output, and can be asked.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Runs the program as in a pipe.</summary>
    public static Task<ProgramResult> RunAsync(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string input = "",
            string? workingDirectory = null) => new TqqRun
        {
            Input = Encoding.UTF8.GetBytes(input),
            Environment = environment ?? new Dictionary<string, string>(),
            Folder = workingDirectory ?? Path.GetTempPath(),
        }.RunAsync(arguments);

    /// <summary>Runs the program.</summary>
    public async Task<ProgramResult> RunAsync(IEnumerable<string> arguments)
    {
        await using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        var exitCode = await RunAsync(arguments, output, error);
        return new(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Runs the program with outputs of one's own: one that fails, say, or one that can be read while it runs.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IEnumerable<string> arguments, TextWriter output, TextWriter error)
    {
        // Nothing of a run is to be seen by the test that started it, and a test must not go on inside the run.
        var console = new TerminalOutput(TextWriter.Synchronized(output), TextWriter.Synchronized(error),
            new Utf8Reader(new MemoryStream(Input)))
        {
            IsTerminal = IsTerminal, CanAsk = IsTerminal, ShowsProgress = IsTerminal,
        };
        return await Task.Run(() =>
            Cli.Program.RunAsync([.. arguments], console, new(Environment, Folder, OwnsProcess: false, Interrupted)));
    }
}
