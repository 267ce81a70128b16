using System.Text.Json.Serialization;
using Tqq.Cli.Terminal;
using Tqq.Probe;
using Tqq.Probe.Asking;
using Tqq.Probe.Judging;

namespace Tqq.Cli.Probing.Reporting;

/// <summary>A probe in JSON.</summary>
internal sealed record ProbeJson(string Server, uint Uin, uint Peer, DateTimeOffset Begun, double Seconds, ProbeCounts Counts,
    IEnumerable<string> Quirks, IEnumerable<FindingJson> Findings)
{
    public static string Write(ProbeReport report) => TerminalText.Json(
        new(
            report.Plan.Server.ToString(), report.Plan.Uin, report.Plan.Peer, report.Begun, report.Took.TotalSeconds,
            new(report.Count(Verdict.AsDocumented), report.Count(Verdict.AllowedDifference), report.Count(Verdict.Differs),
                report.Count(Verdict.NotTested)),
            report.Quirks,
            report.Findings.Select(finding => new FindingJson(
                finding.Section, finding.Case, finding.Expected, TableWords.GotOf(finding), finding.Verdict, TableWords.NoteOf(finding),
                finding.Seen is null ? null : Transcript.Request(report.Plan, finding.Seen),
                finding.Seen is null ? null : Transcript.Shown(finding.Seen.Reply),
                finding.Seen?.End, finding.Seen?.Elapsed.TotalMilliseconds))),
        ProbeJsonContext.Default.ProbeJson);
}

/// <summary>How many findings have which verdict.</summary>
internal sealed record ProbeCounts(int AsDocumented, int AllowedDifference, int Differs, int NotTested);

/// <summary>A finding in JSON; request and reply as the transcript shows them.</summary>
internal sealed record FindingJson(
    string Section, string Case, string Expected, string Got, Verdict Verdict, string? Note, string? Request, string? Reply,
        ConnectionEnd? End, double? Milliseconds);

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(ProbeJson))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class ProbeJsonContext : JsonSerializerContext;
