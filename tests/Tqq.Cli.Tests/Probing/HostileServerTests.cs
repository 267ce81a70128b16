using System.Globalization;
using System.Text;
using System.Text.Json;
using Tqq.Cli.Probing.Reporting;
using Tqq.Probe;
using Tqq.Probe.Cases;
using Tqq.Probe.Judging;
using Tqq.Probe.Tests.Serving;

namespace Tqq.Cli.Tests.Probing;

/// <summary>The reports of a probe whose server wants to act in the browser, or on the terminal, of their reader.</summary>
public sealed class HostileServerTests(ProbedServer server) : IDisposable
{
    private const string Hostile =
        "</pre></details><script>alert(1)</script>\"'><img src=x onerror=alert(2)>&lt;b&gt;{{x}}\u001b[2J\u001b]0;title\a\u009b31m\u202eabc\u2028\u0085\0\ufeff[red]";

    private readonly string _directory = Directory.CreateTempSubdirectory("tqq-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task The_html_report_of_a_hostile_server_holds_its_bytes_as_text_and_nothing_else()
    {
        var report = await ReportAsync();
        Assert.Contains(report.Findings, finding => TableWords.GotOf(finding).Contains("<script>alert(1)", StringComparison.Ordinal));
        Assert.All(report.Findings, finding => Assert.InRange((TableWords.GotOf(finding) + TableWords.NoteOf(finding)).Length, 0, 400));
        Assert.Contains(report.Findings, finding => TableWords.NoteOf(finding)?.EndsWith("111...", StringComparison.Ordinal) == true);
        var files = ReportFiles.Write(report, _directory).ToDictionary(path => Path.GetFileName(path), File.ReadAllText);
        Assert.Equal(4, files.Count);
        Assert.All(files, file =>
            Assert.Empty(file.Value.EnumerateRunes().Where(rune => !IsHarmless(rune)).Select(rune => $"U+{rune.Value:X4} in {file.Key}")));

        var page = files["probe.html"];
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        // The page has one script, its own, and no other element that a server could have written.
        Assert.Equal(1, Count(page, "<script"));
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Equal(Count(page, "<details"), Count(page, "</details>"));
        Assert.Equal(report.Findings.Count, Count(page, "<details"));

        using var json = JsonDocument.Parse(files["probe.json"]);
        Assert.Contains(json.RootElement.GetProperty("findings").EnumerateArray(), finding =>
            finding.GetProperty("reply").GetString()!.Contains("<script>alert(1)", StringComparison.Ordinal));
    }

    private async Task<ProbeReport> ReportAsync()
    {
        var asBytes = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(Hostile));
        await using var hostile = new BrokenServer(server.Wire,
        [
            Fault.InBody("hostile texts", "5.4", [], "CMD=GetInfo.*LV=[0-2]", "NK=.*", $"NK={asBytes}"),
            Fault.InBody("an endless code", "5.4", [], "CMD=GetInfo.*LV=3", "RES=0", $"RES={new string('1', 9000)}"),
            Fault.InHead("a hostile head", "1.3", [], "CMD=GetInfo.*LV=4", "Server: .*?\r", $"Server: {asBytes}\r"),
            new Fault("no HTTP", "1.3", [], "CMD=GetInfo.*LV=5", _ => asBytes),
        ]);
        var plan = await server.PlanAsync(hostile.EndPoint);
        var prober = new Prober(plan, _ => { }, TestContext.Current.CancellationToken);
        Assert.True(await LoginCases.RunAsync(prober));
        await InfoCases.RunAsync(prober);
        return new(plan, DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(1), CouldLogIn: true, prober.Findings);
    }

    private static bool IsHarmless(Rune rune) => rune.Value is '\n' or 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
