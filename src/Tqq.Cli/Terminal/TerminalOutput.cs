using System.CommandLine;
using Spectre.Console;
using Tqq.Cli.Language;
using Tqq.Server.Storage;

namespace Tqq.Cli.Terminal;

/// <summary>
/// Where a command writes and reads: tables for people, plain tab-separated lines for pipes, JSON for scripts. The only way
/// to the terminal: nobody else has its writers, and every text that goes through is cleaned here
/// (<see cref="TerminalText"/>), so that no command can forget it.
/// </summary>
internal sealed class TerminalOutput(TextWriter output, TextWriter error, TextReader input)
{
    private const string Wipe = "\r\u001b[K";
    private const string SaveCursor = "\u001b7";
    // errno.h, the same on Linux and macOS: EPIPE. The runtime gives it on as it is.
    private const int BrokenPipe = 32;

    private const string RestoreCursor = "\u001b8";

    private readonly Lock _turn = new();

    // The line that a person is typing, on a row of its own below everything that was written.
    private (string Before, string After)? _typed;

    // Whether a line that can be written over stands on the terminal.
    private bool _isOverwritten;

    /// <summary>Whether a person sits before it.</summary>
    public bool IsTerminal { get; init; } = !Console.IsOutputRedirected;

    /// <summary>Whether a person can be asked.</summary>
    public bool CanAsk { get; init; } = !Console.IsInputRedirected;

    /// <summary>Whether a line that is written over shows a person how far it is.</summary>
    public bool ShowsProgress { get; init; } = !Console.IsErrorRedirected;

    /// <summary>How many columns the terminal has; 0 where it does not say.</summary>
    public Func<int> Columns { get; init; } = () => Console.IsOutputRedirected ? 0 : Console.WindowWidth;

    /// <summary>Waits for a key, and does not show it.</summary>
    public Func<ConsoleKeyInfo> ReadKey { get; init; } = () => Console.ReadKey(intercept: true);

    public TextReader Input => input;

    /// <summary>For the parser, which writes help and completions itself.</summary>
    public InvocationConfiguration Invocation =>
        new() { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };

    /// <summary>One line. A line end inside it is no line end of the output: somebody else may have put it there.</summary>
    public void Line(string text = "") => Lines([text]);

    /// <summary>Several lines, which are written together or not at all.</summary>
    public void Lines(IEnumerable<string> lines) => WriteWhole(lines.Select(TerminalText.Clean));

    /// <summary>One line of several values, with tabs between them.</summary>
    public void Row(IEnumerable<string> cells) => WriteWhole([string.Join('\t', cells.Select(TerminalText.Clean))]);

    /// <summary>JSON, on one line or indented.</summary>
    public void Json(string json) => Lines(json.Split('\n'));

    /// <summary>What was written is to be seen now.</summary>
    public void Flush() => Written(output.Flush);

    /// <summary>Writes over the line of a terminal that was written so before; an empty text wipes it.</summary>
    public void Overwrite(string text) => Complained(() =>
    {
        error.Write($"{Wipe}{TerminalText.Clean(text)}");
        error.Flush();
        _isOverwritten = text.Length > 0;
    });

    /// <summary>
    /// Shows the line that a person is typing below everything else, in one row. It stays there, whatever is
    /// written, until <see cref="StopTyping"/>.
    /// </summary>
    /// <param name="before">What stands left of the cursor.</param>
    /// <param name="after">What stands from the cursor on.</param>
    public void Type(string before, string after) => Written(() => _typed = (TerminalText.Clean(before), TerminalText.Clean(after)));

    /// <summary>The person types no more: the line goes.</summary>
    public void StopTyping()
    {
        if (_typed is not null)
            Written(() => _typed = null);
    }

    public void Warn(string text) => Complained(() => Above(() => error.WriteLine($"tqq: {TerminalText.Clean(text)}")));

    /// <summary>Says why a command ends; an empty text says nothing.</summary>
    public int Fail(int exitCode, string text)
    {
        if (text.Length > 0)
            Complained(() => Above(() => error.WriteLine($"tqq: {TerminalText.Clean(text.ReplaceLineEndings(" "))}")));
        return exitCode;
    }

    /// <summary>Rows with a heading: a table on a terminal, otherwise one row a line with tabs between the cells and no heading.</summary>
    /// <param name="heading">What the columns are called.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="keepsHeading">Whether the heading is the first line in a pipe, too: where the cells do not explain themselves.</param>
    public void Table(IReadOnlyList<string> heading, IEnumerable<IReadOnlyList<string>> rows, bool keepsHeading = false)
    {
        if (!IsTerminal)
        {
            if (keepsHeading)
                Row(heading);
            foreach (var row in rows)
                Row(row);
            return;
        }

        var table = new Table().Border(TableBorder.Rounded);
        foreach (var title in heading)
            table.AddColumn(new TableColumn(Markup.Escape(TerminalText.Clean(title))));
        foreach (var row in rows)
            table.AddRow([.. row.Select(cell => Markup.Escape(TerminalText.Clean(cell)))]);
        Written(() => Ansi().Write(table));
    }

    /// <summary>A word that scripts find their way by: English in a pipe whatever the language is, the user's own on a terminal.</summary>
    public string Key(string english, string chinese) => IsTerminal ? Localized.Of(english, chinese) : english;

    /// <summary>Asks for a password without showing it.</summary>
    public string AskSecret(string question)
    {
        // The terminal shows what is typed until keys are read for the first time: that has to have happened before anybody is asked.
        if (!Console.IsInputRedirected)
            _ = Console.KeyAvailable;
        return Ansi().Prompt(new TextPrompt<string>(Markup.Escape(TerminalText.Clean(question))).Secret(null));
    }

    /// <summary>
    /// Asks a question with yes or no, again until it is answered; no is the default. An answer in either language is understood.
    /// </summary>
    public bool Confirm(string question)
    {
        var words = $"{TerminalText.Clean(question)} {Localized.Of("[y/n] (n)", "[是/否]（否）")}";
        var again = Localized.Of("type y for yes, or n for no", "请输入 是 或 否");
        return IsYes(Ansi().Prompt(new TextPrompt<string>(Markup.Escape(words)) { AllowEmpty = true }
            .Validate(answer => IsYes(answer) is not null, again))) == true;
    }

    /// <summary>Whether an answer to a question means yes; null where it means neither yes nor no.</summary>
    internal static bool? IsYes(string answer) => answer.Trim().ToUpperInvariant() switch
    {
        "Y" or "YES" or "是" => true,
        "N" or "NO" or "否" or "" => false,
        _ => null,
    };

    /// <summary>
    /// Whether an output failed because its reader has gone, as `head` does when it has enough: that is no
    /// fault, and nobody wants to be told.
    /// </summary>
    public static bool IsClosedPipe(Exception e) => e is IOException { HResult: BrokenPipe };

    // Where nobody can be told, the exit code still says it.
    private static void Complained(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
        }
    }

    // In one piece: a process that is killed leaves no half line behind.
    private void WriteWhole(IEnumerable<string> lines) =>
        Written(() => output.Write(string.Concat(lines.Select(line => line + output.NewLine))));

    private void Written(Action write)
    {
        try
        {
            Above(write);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            if (IsClosedPipe(e))
                throw new CommandFailedException(ExitCode.Failed, "");
            var why = FileWords.Why(e, "/dev/stdout", FileUse.Write);
            throw new CommandFailedException(ExitCode.Failed, Localized.Of($"the output cannot be written: {why}", $"无法输出：{why}"));
        }
    }

    // Whatever is written stands above the line that is being typed.
    private void Above(Action write)
    {
        lock (_turn)
        {
            if (_isOverwritten)
                Complained(() => error.Write(Wipe));
            _isOverwritten = false;
            if (_typed is not null)
                output.Write(Wipe);
            write();
            if (_typed is var (before, after))
                output.Write($"{Wipe}{before}{SaveCursor}{after}{RestoreCursor}");
        }
    }

    private IAnsiConsole Ansi() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(output),
        ColorSystem = Surroundings.Current.Variable("NO_COLOR") is null ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
    });
}
