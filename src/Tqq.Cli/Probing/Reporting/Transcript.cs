using System.Globalization;
using System.Text;
using Tqq.Cli.Terminal;
using Tqq.Probe;
using Tqq.Probe.Asking;

namespace Tqq.Cli.Probing.Reporting;

/// <summary>
/// Every request, every byte that came back, and the time it took. One thing is not shown as it was: the MD5 of the password, because it is
/// worth as much as the password, and transcripts are for showing around.
/// </summary>
internal static class Transcript
{
    private const string Hidden = "(32 hex digits, not shown)";

    /// <summary>The whole transcript as a text file.</summary>
    public static string Write(ProbeReport report)
    {
        var text =
            new StringBuilder(
            $"tqq probe of {report.Plan}, {report.Begun:yyyy-MM-dd HH:mm:ss'Z'}\nBytes that are no printable UTF-8 show as \\xNN, CR and LF as \\r and \\n; the value of PS is not shown.\n");
        foreach (var finding in report.Findings)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"\n--- §{finding.Section} {finding.Case}: {TerminalText.Clean(TableWords.VerdictOf(finding))}\n");
            if (finding.Seen is not { } seen)
                continue;
            Append(text, "> ", Request(report.Plan, seen));
            Append(text, "< ", Shown(seen.Reply));
            text.Append(CultureInfo.InvariantCulture, $"= {TableWords.EndOf(seen)}\n");
        }

        return text.ToString();
    }

    /// <summary>A request as it is shown.</summary>
    public static string Request(ProbePlan plan, Observation seen) =>
        Shown(seen.Request).Replace(plan.PasswordMd5, Hidden, StringComparison.OrdinalIgnoreCase);

    /// <summary>Bytes as text: whatever is printable as it is, a line end also as one.</summary>
    public static string Shown(byte[] bytes)
    {
        var text = new StringBuilder();
        for (ReadOnlySpan<byte> rest = bytes; !rest.IsEmpty;)
        {
            var isText = Rune.DecodeFromUtf8(rest, out var rune, out var used) == System.Buffers.OperationStatus.Done;
            if (isText && rune.Value == '\n')
                text.Append("\\n\n");
            else if (isText && rune.Value == '\r')
                text.Append("\\r");
            else if (isText && TerminalText.IsShown(rune))
                text.Append(rune);
            else
                foreach (var one in rest[..used])
                    text.Append(CultureInfo.InvariantCulture, $"\\x{one:X2}");
            rest = rest[used..];
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string mark, string shown)
    {
        if (shown.Length > 0)
            text.Append(mark).AppendJoin('\n' + mark, shown.TrimEnd('\n').Split('\n')).Append('\n');
    }
}
