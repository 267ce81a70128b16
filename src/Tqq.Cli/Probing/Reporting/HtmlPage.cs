using System.Globalization;
using System.Net;
using System.Text;
using Tqq.Cli.Terminal;
using Tqq.Probe;
using Tqq.Probe.Judging;

namespace Tqq.Cli.Probing.Reporting;

/// <summary>
/// A probe as one page that needs nothing beside it: the counts, the table by sections, and behind each row what was said.
/// </summary>
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
            page.Append(CultureInfo.InvariantCulture,
                $"<label class=\"{name}\"><input type=\"checkbox\" data-shows=\"{name}\" checked><b>{report.Count(verdict)}</b> {words}</label>\n");
        page.Append("</nav>\n");
        foreach (var quirk in report.Quirks)
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"quirk\">seen: {Text(quirk)}</p>\n");
        page.Append("<main>\n");
        foreach (var section in report.Findings.GroupBy(finding => finding.Section).OrderBy(group =>
            Version.Parse(group.Key.Contains('.', StringComparison.Ordinal) ? group.Key : group.Key + ".0")))
            AppendSection(page, report, section);
        return page.Append(CultureInfo.InvariantCulture,
            $"</main>\n<footer>Expected is what protocol.md has. CR and LF show as \\r and \\n, bytes that are no text as \\xNN; the value of PS is not shown.</footer>\n<script>{HtmlLook.Script}</script>\n</body>\n</html>\n").ToString();
    }

    private static void AppendSection(StringBuilder page, ProbeReport report, IGrouping<string, Finding> section)
    {
        page.Append(CultureInfo.InvariantCulture,
            $"<section>\n<h2><span>§{section.Key}</span> {Text(ProbeWords.TitleOf(section.Key))}</h2>\n");
        foreach (var finding in section)
        {
            var name = s_verdicts.First(known => known.Verdict == finding.Verdict).Class;
            page.Append(CultureInfo.InvariantCulture,
                $"<details class=\"{name}\"><summary><span class=\"case\">{Text(finding.Case)}</span><code>{Text(finding.Expected)}</code><code>{Text(TableWords.GotOf(finding))}</code><span class=\"verdict\">{Text(TableWords.VerdictOf(finding))}</span></summary>\n");
            if (finding.Seen is { } seen)
            {
                page.Append(CultureInfo.InvariantCulture,
                    $"<div class=\"said\"><pre>{Text(Transcript.Request(report.Plan, seen))}</pre><pre>{Text(Transcript.Shown(seen.Reply))}</pre>");
                page.Append(CultureInfo.InvariantCulture, $"<p>{TableWords.EndOf(seen)}</p></div>\n");
            }

            page.Append("</details>\n");
        }

        page.Append("</section>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(string.Join('\n', text.Split('\n').Select(TerminalText.Clean)));
}

/// <summary>How the page looks, and its one behaviour: the counts at its head show and hide rows.</summary>
internal static class HtmlLook
{
    public const string Style = """

        :root { color-scheme: light dark; --ink: #1d2430; --soft: #667085; --line: #e3e7ee; --ground: #f6f7f9; --card: #fff;
          --good: #1a7f4b; --allowed: #a05a00; --differs: #c22735; --untested: #667085; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e4e8ef; --soft: #98a2b3; --line: #2b3340; --ground: #12161d; --card: #1a2029;
          --good: #5fce93; --allowed: #f0b35a; --differs: #ff7b86; --untested: #98a2b3; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 2rem 1.5rem 4rem; max-width: 76rem; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif; }
        h1 { margin: 0; font-size: 1.7rem; } h1 small { color: var(--soft); font-weight: 400; }
        header p, footer { color: var(--soft); margin: .2rem 0 1.2rem; }
        nav { display: flex; flex-wrap: wrap; gap: .6rem; margin-bottom: 1rem; position: sticky; top: 0; padding: .5rem 0; background: var(--ground); z-index: 1; }
        nav label { cursor: pointer; padding: .35rem .8rem; border: 1px solid var(--line); border-radius: 2rem; background: var(--card); }
        nav b { font-size: 1.15rem; } nav input { accent-color: currentColor; margin-right: .5rem; }
        .quirk { margin: .3rem 0; color: var(--allowed); }
        section { background: var(--card); border: 1px solid var(--line); border-radius: .7rem; margin: 1rem 0; overflow: hidden; }
        h2 { margin: 0; padding: .7rem 1rem; font-size: 1.05rem; } h2 span { color: var(--soft); display: inline-block; min-width: 3rem; }
        summary { display: grid; grid-template-columns: 15rem 1fr 1fr 14rem; gap: 1rem; padding: .4rem 1rem; border-top: 1px solid var(--line); cursor: pointer; list-style: none; align-items: baseline; }
        summary:hover { background: var(--ground); }
        code, pre { font: 13px/1.45 ui-monospace, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; overflow-wrap: anywhere; }
        .verdict { font-weight: 600; } .verdict::before { content: "● "; }
        .good { --hue: var(--good); } .allowed { --hue: var(--allowed); } .differs { --hue: var(--differs); } .untested { --hue: var(--untested); }
        nav label, .verdict { color: var(--hue); }
        details.differs summary { background: color-mix(in srgb, var(--differs) 9%, transparent); }
        .said { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; padding: .5rem 1rem 1rem; }
        .said pre { margin: 0; padding: .7rem; background: var(--ground); border-radius: .4rem; white-space: pre-wrap; max-height: 24rem; overflow: auto; }
        .said p { grid-column: 2; margin: 0; color: var(--soft); }
        @media (max-width: 60rem) { summary, .said { grid-template-columns: 1fr; gap: .1rem; } .said p { grid-column: 1; } }

        """;

    public const string Script = """

        for (const box of document.querySelectorAll('nav input')) box.addEventListener('change', () => {
          for (const row of document.querySelectorAll('details.' + box.dataset.shows)) row.hidden = !box.checked;
          for (const section of document.querySelectorAll('section')) section.hidden = !section.querySelector('details:not([hidden])');
        });

        """;
}
