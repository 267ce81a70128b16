using System.Globalization;
using System.Net;
using System.Text.Json;
using Tqq.Bench.Processes;

namespace Tqq.Bench.Many;

/// <summary>`tqq bench` as a process, for accounts that have sessions.</summary>
internal static class OpenLoad
{
    /// <param name="server">Where to.</param>
    /// <param name="uins">Who.</param>
    /// <param name="arguments">More of `tqq bench`.</param>
    /// <returns>What it answers in JSON.</returns>
    /// <exception cref="InvalidOperationException">It failed, for instance because a message was lost.</exception>
    public static async Task<JsonElement> RunAsync(IPEndPoint server, IEnumerable<uint> uins, params string[] arguments)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, uins.Select(uin => uin.ToString(CultureInfo.InvariantCulture)));
            await using var bench = Child.Tqq(core: null,
                ["bench", "--server", server.ToString(), "--accounts", file, "--logged-in", "--json", .. arguments]);
            var (exitCode, output) = await bench.ReadToEndAsync();
            return exitCode == 0 ? JsonDocument.Parse(output).RootElement
                : throw new InvalidOperationException($"tqq bench failed with {exitCode}: {output}");
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>How many requests were measured.</summary>
    public static long Done(JsonElement report) =>
        report.GetProperty("operations").EnumerateObject().Sum(operation =>
        operation.Value.GetProperty("latency").GetProperty("count").GetInt64());

    /// <summary>How many were refused or failed, and how many never went out.</summary>
    public static long NotDone(JsonElement report) => report.GetProperty("notSent").GetInt64()
        + report.GetProperty("operations").EnumerateObject().SelectMany(operation =>
            operation.Value.GetProperty("outcomes").EnumerateObject()).Where(outcome => outcome.Name != "done").Sum(outcome =>
            outcome.Value.GetInt64());

    /// <summary>A latency of an operation, in milliseconds.</summary>
    public static double Milliseconds(JsonElement report, string operation, string percentile) =>
        report.GetProperty("operations").GetProperty(operation).GetProperty("latency").GetProperty(percentile).GetInt64() / 1000.0;
}
