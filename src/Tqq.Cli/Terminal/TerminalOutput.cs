using System.CommandLine;
using System.Globalization;
using System.Text;
using Spectre.Console;
using Tqq.Cli.Language;

namespace Tqq.Cli.Terminal;

/// <summary>Where a command writes and reads: tables for people, plain tab-separated lines for pipes, JSON for scripts.</summary>
internal sealed class TerminalOutput(TextWriter output, TextWriter error, TextReader input)
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;
    private static readonly Rune s_replacement = new('?');

    /// <summary>Whether a person sits before it.</summary>
    public bool IsTerminal { get; init; } = !Console.IsOutputRedirected;

    /// <summary>Whether a person can be asked.</summary>
    public bool CanAsk { get; init; } = !Console.IsInputRedirected;

    /// <summary>Whether a line that is written over shows a person how far it is.</summary>
    public bool ShowsProgress { get; init; } = !Console.IsErrorRedirected;

    public TextReader Input => input;

    /// <summary>For the parser, which writes help and completions itself.</summary>
    public InvocationConfiguration Invocation => new() { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };

    public void Line(string text = "") => Written(() => output.WriteLine(text));

    /// <summary>What was written is to be seen now.</summary>
    public void Flush() => Written(output.Flush);

    /// <summary>Writes over the line of a terminal that was written so before; an empty text wipes it.</summary>
    public void Overwrite(string text)
    {
        error.Write($"\r{text}\u001b[K");
        error.Flush();
    }

    public void Warn(string text) => error.WriteLine($"tqq: {Clean(text)}");

    public int Fail(int exitCode, string text)
    {
        error.WriteLine($"tqq: {Clean(text.ReplaceLineEndings(" "))}");
        return exitCode;
    }

    /// <summary>Rows with a heading: a table on a terminal, otherwise one row a line with tabs between the cells and no heading.</summary>
    public void Table(IReadOnlyList<string> heading, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (!IsTerminal)
        {
            foreach (var row in rows)
                Line(string.Join('\t', row.Select(Clean)));
            return;
        }

        var table = new Table().Border(TableBorder.Rounded);
        foreach (var title in heading)
            table.AddColumn(new TableColumn(Markup.Escape(title)));
        foreach (var row in rows)
            table.AddRow([.. row.Select(cell => Markup.Escape(Clean(cell)))]);
        Written(() => Ansi().Write(table));
    }

    /// <summary>Asks for a password without showing it.</summary>
    public string AskSecret(string question) => Ansi().Prompt(new TextPrompt<string>(Markup.Escape(question)).Secret(null));

    /// <summary>Asks a question with yes or no; no is the default.</summary>
    public bool Confirm(string question) => Ansi().Prompt(new ConfirmationPrompt(Markup.Escape(question)) { DefaultValue = false });

    /// <summary>
    /// What others chose as their names and texts must not move the cursor, colour the terminal, begin a line, or turn the direction of what
    /// stands around it. Joiners stay: scripts and emoji need them.
    /// </summary>
    public static string Clean(string text) => string.Concat(text.EnumerateRunes().Select(rune => IsShown(rune) ? rune : s_replacement));

    private static bool IsShown(Rune rune) => rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner
        || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static void Written(Action write)
    {
        try
        {
            write();
        }
        catch (IOException e)
        {
            throw new CommandFailedException(ExitCode.Failed, Localized.Of($"the output cannot be written ({e.Message})", $"无法输出（{e.Message}）"));
        }
    }

    private IAnsiConsole Ansi() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(output),
        ColorSystem = Surroundings.Current.Variable("NO_COLOR") is null ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
    });
}
