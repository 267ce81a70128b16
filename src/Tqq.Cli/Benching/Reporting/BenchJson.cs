using System.Text.Json.Serialization;
using Tqq.Cli.Terminal;
using Tqq.Load;
using Tqq.Load.Checking;
using Tqq.Load.Driving;
using Tqq.Load.Planning;

namespace Tqq.Cli.Benching.Reporting;

/// <summary>A run in JSON. Latencies are in microseconds.</summary>
internal sealed record BenchJson(
    string Server, int Accounts, string Connections, double Rate, string Mix, DateTimeOffset Begun, double Seconds, double DonePerSecond,
        IReadOnlyDictionary<LoadOperation, OperationJson> Operations,
    Percentiles GeneratorLateness, bool GeneratorOnTime, double GeneratorCores, long Waited, long NotSent, long Reconnects,
        CheckResult Messages)
{
    public static string Write(LoadReport report) => TerminalText.Json(
        new(
            report.Plan.Server.ToString(), report.Accounts, report.Plan.KeepsAlive ? "keep-alive" : "per-request", report.Plan.Rate,
                report.Plan.Mix.ToString(), report.Begun, report.Measured.TotalSeconds, report.DonePerSecond,
            report.Tally.Operations.Where(operation => report.Plan.Mix.ShareOf(operation.Operation) > 0).ToDictionary(operation =>
                operation.Operation, operation => new OperationJson(operation.Latency, operation.Outcomes)),
            report.Tally.Lateness, report.IsOnTime, report.GeneratorCores, report.Tally.Waited, report.NotSent, report.Reconnects,
                report.Messages),
        BenchJsonContext.Default.BenchJson);
}

/// <summary>One operation in JSON.</summary>
internal sealed record OperationJson(Percentiles Latency, IReadOnlyDictionary<RequestOutcome, long> Outcomes);

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(BenchJson))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DictionaryKeyPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true, UseStringEnumConverter = true)]
internal sealed partial class BenchJsonContext : JsonSerializerContext;
