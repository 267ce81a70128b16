using Tqq.Cli.Terminal;
using Tqq.Probe;

namespace Tqq.Cli.Probing.Reporting;

/// <summary>The table as a text file: columns as wide as they must be, and the summary below.</summary>
internal static class TextTable
{
    public static string Write(ProbeReport report)
    {
        List<IReadOnlyList<string>> rows = [TableWords.Heading, .. report.Findings.Select(finding => (IReadOnlyList<string>)[.. TableWords.Row(finding).Select(TerminalText.Clean)])];
        int[] widths = [.. Enumerable.Range(0, TableWords.Heading.Count).Select(column => rows.Max(row => row[column].Length))];
        var lines = rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        return $"tqq probe of {report.Plan}, {report.Begun:yyyy-MM-dd HH:mm:ss'Z'}\n\n{string.Join('\n', lines)}\n\n{ProbeWords.Summary(report)}\n{string.Concat(report.Quirks.Select(quirk => $"seen: {quirk}\n"))}";
    }
}
