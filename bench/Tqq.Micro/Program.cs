// Time and allocations of the parts that every request goes through, as a table in Markdown. Fails when a poll
// allocates on its way through the protocol.
using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Tqq.Micro;

// In this process: a project made for each benchmark would not have this repository's build settings.
var config = ManualConfig.CreateEmpty()
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .AddLogger(NullLogger.Instance)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
    .WithArtifactsPath(Directory.CreateTempSubdirectory("tqq-micro-").FullName);
(string Part, Type Type)[] parts = [("wire", typeof(WireBenchmarks)), ("segments", typeof(SegmentBenchmarks)),
    ("state machine", typeof(AccountBenchmarks)), ("journal", typeof(JournalBenchmarks))];
var isGood = true;
Console.WriteLine(
    "BenchmarkDotNet, short jobs (3 warm-ups, 3 iterations), in one process. Aim: parsing a GetMsgEx and writing its reply allocates nothing.");
Console.WriteLine();
Console.WriteLine("| part | what | mean | error | bytes allocated |");
Console.WriteLine("|---|---|---|---|---|");
foreach (var (part, type) in parts)
{
    var summary = BenchmarkRunner.Run(type, config);
    foreach (var report in summary.Reports)
    {
        if (report.ResultStatistics is not { } statistics)
        {
            await Console.Error.WriteLineAsync(
                $"{report.BenchmarkCase.Descriptor.WorkloadMethod.Name} did not run: {string.Join(' ', summary.ValidationErrors.Select(error => error.Message))}");
            return 1;
        }

        var bytes = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;
        isGood &= bytes == 0 || report.BenchmarkCase.Descriptor.WorkloadMethod.Name != nameof(WireBenchmarks.PollInAndOut);
        Console.WriteLine(
            $"| {part} | {report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'')} | {Time(statistics.Mean)} | ±{Time(statistics.ConfidenceInterval.Margin)} | {bytes} |");
    }
}

Console.WriteLine();
Console.WriteLine($"Aim: {(isGood ? "met" : "**not met**")}.");
return isGood ? 0 : 1;

static string Time(double nanoseconds) => nanoseconds < 10_000
    ? string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:F0} ns")
    : string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1000:F1} us");
