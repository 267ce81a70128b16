using System.Globalization;
using System.Net;
using System.Text;
using Tqq.Cli.Terminal;
using Tqq.Probe;
using Tqq.Probe.Judging;

namespace Tqq.Cli.Probing.Reporting;

/// <summary>A probe as one page that needs nothing beside it: the counts, the table by sections, and behind each row what was said.</summary>
internal static class HtmlPage
{
    private static readonly (Verdict Verdict, string Class, string Words)[] s_verdicts =
    [
        (Verdict.Differs, "differs", "differ"),
        (Verdict.AllowedDifference, "allowed", "allowed differences"),
        (Verdict.AsDocumented, "good", "as documented"),
        (Verdict.NotTested, "untested", "could not be tested"),
    ];

    public static string Write(ProbeReport report)
    {
        var page = new StringBuilder($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>tqq probe of {Text(report.Plan.Server.ToString())}</title>
            <style>{HtmlLook.Style}</style>
            </head>
            <body>
            <header>
            <h1>HTTP QQ probe <small>{Text(report.Plan.Server.ToString())}</small></h1>
            <p>{report.Begun:yyyy-MM-dd HH:mm:ss'Z'} · as {report.Plan.Uin} towards {report.Plan.Peer} · {report.Findings.Count} cases in {report.Took.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s</p>
            </header>
            <nav>

            """);
        foreach (var (verdict, name, words) in s_verdicts)
            page.Append(CultureInfo.InvariantCulture, $"<label class=\"{name}\"><input type=\"checkbox\" data-shows=\"{name}\" checked><b>{report.Count(verdict)}</b> {words}</label>\n");
        page.Append("</nav>\n");
        foreach (var quirk in report.Quirks)
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"quirk\">seen: {Text(quirk)}</p>\n");
        page.Append("<main>\n");
        foreach (var section in report.Findings.GroupBy(finding => finding.Section).OrderBy(group => Version.Parse(group.Key.Contains('.', StringComparison.Ordinal) ? group.Key : group.Key + ".0")))
            AppendSection(page, report, section);
        return page.Append(CultureInfo.InvariantCulture, $"</main>\n<footer>Expected is what protocol.md has. CR and LF show as \\r and \\n, bytes that are no text as \\xNN; the value of PS is not shown.</footer>\n<script>{HtmlLook.Script}</script>\n</body>\n</html>\n").ToString();
    }

    private static void AppendSection(StringBuilder page, ProbeReport report, IGrouping<string, Finding> section)
    {
        page.Append(CultureInfo.InvariantCulture, $"<section>\n<h2><span>§{section.Key}</span> {Text(ProbeWords.TitleOf(section.Key))}</h2>\n");
        foreach (var finding in section)
        {
            var name = s_verdicts.First(known => known.Verdict == finding.Verdict).Class;
            page.Append(CultureInfo.InvariantCulture, $"<details class=\"{name}\"><summary><span class=\"case\">{Text(finding.Case)}</span><code>{Text(finding.Expected)}</code><code>{Text(TableWords.GotOf(finding))}</code><span class=\"verdict\">{Text(TableWords.VerdictOf(finding))}</span></summary>\n");
            if (finding.Seen is { } seen)
            {
                page.Append(CultureInfo.InvariantCulture, $"<div class=\"said\"><pre>{Text(Transcript.Request(report.Plan, seen))}</pre><pre>{Text(Transcript.Shown(seen.Reply))}</pre>");
                page.Append(CultureInfo.InvariantCulture, $"<p>{TableWords.EndOf(seen)}</p></div>\n");
            }

            page.Append("</details>\n");
        }

        page.Append("</section>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(string.Join('\n', text.Split('\n').Select(TerminalText.Clean)));
}
