using System.Globalization;
using Tqq.Cli.Terminal;
using Tqq.Probe;
using Tqq.Probe.Asking;
using Tqq.Probe.Judging;

namespace Tqq.Cli.Probing.Reporting;

/// <summary>The rows of the table in words. They speak of the protocol in its own terms, in English alone.</summary>
internal static class TableWords
{
    private const int LongestBody = 100;

    // A fault may quote what came.
    private const int LongestNote = 200;

    private static readonly TimeSpan s_noticeable = TimeSpan.FromMilliseconds(500);

    /// <summary>The columns of the table.</summary>
    public static readonly IReadOnlyList<string> Heading = ["section", "case", "expected", "got", "verdict"];

    /// <summary>A finding as a row of the table.</summary>
    public static IReadOnlyList<string> Row(Finding finding) =>
        [finding.Section, finding.Case, finding.Expected, GotOf(finding), VerdictOf(finding)];

    /// <summary>What came.</summary>
    public static string GotOf(Finding finding) => finding.Got ?? (finding.Seen is { } seen ? InWords(seen) : "");

    /// <summary>Which quirk, what is wrong, or why it could not be tested; null where there is nothing to say.</summary>
    public static string? NoteOf(Finding finding) => finding.Note is { } note ? TerminalText.Shorten(note, LongestNote) : null;

    /// <summary>The verdict.</summary>
    public static string VerdictOf(Finding finding) => finding.Verdict switch
    {
        Verdict.AsDocumented => "as documented",
        Verdict.AllowedDifference => $"allowed difference ({NoteOf(finding)})",
        Verdict.Differs => finding.Note is null ? "differs" : $"differs ({NoteOf(finding)})",
        _ => $"could not be tested ({NoteOf(finding)})",
    };

    /// <summary>How a connection ended, and after what time.</summary>
    public static string EndOf(Observation seen)
    {
        var end = seen.End switch
        {
            ConnectionEnd.Closed => "closed",
            ConnectionEnd.Reset => "reset",
            ConnectionEnd.Kept => "kept",
            ConnectionEnd.TimedOut => "timed out",
            _ => "no connection",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{end} after {seen.Elapsed.TotalMilliseconds:0.0} ms");
    }

    private static string InWords(Observation seen)
    {
        var end = seen.End switch { ConnectionEnd.Reset => " and a reset", ConnectionEnd.TimedOut => " and nothing more", _ => "" };
        var what = seen switch
        {
            { IsNull: true } => "NULL",
            { Reply.Length: 0, End: ConnectionEnd.Reset } => "a reset",
            { Reply.Length: 0 } => "silence, not closed",
            { Bodies.Count: 0 } => Shorten(seen.Text.Split("\r\n")[0]) + end,
            _ => string.Join(" + ", seen.Bodies.Select(body =>
                Shorten(body.IndexOf("RES=", StringComparison.Ordinal) is >= 0 and var at ? body[at..] : body))) + end,
        };
        return seen.Elapsed < s_noticeable ? what
            : string.Create(CultureInfo.InvariantCulture, $"{what} after {seen.Elapsed.TotalSeconds:0.0} s");
    }

    private static string Shorten(string text) => TerminalText.Clean(TerminalText.Shorten(text, LongestBody));
}

/// <summary>The table as a text file: columns as wide as they must be, and the summary below.</summary>
internal static class TextTable
{
    public static string Write(ProbeReport report)
    {
        List<IReadOnlyList<string>> rows = [TableWords.Heading,
            .. report.Findings.Select(finding => (IReadOnlyList<string>)[.. TableWords.Row(finding).Select(TerminalText.Clean)])];
        int[] widths = [.. Enumerable.Range(0, TableWords.Heading.Count).Select(column => rows.Max(row => row[column].Length))];
        var lines = rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        return $"tqq probe of {report.Plan}, {report.Begun:yyyy-MM-dd HH:mm:ss'Z'}\n\n{string.Join('\n', lines)}\n\n{ProbeWords.Summary(report)}\n{string.Concat(report.Quirks.Select(quirk => $"seen: {quirk}\n"))}";
    }
}
