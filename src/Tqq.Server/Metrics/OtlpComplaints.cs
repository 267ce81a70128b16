using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Tqq.Server.Metrics;

/// <summary>
/// Has the server's log say that a collector takes nothing: OpenTelemetry says so to listeners of events alone, and whoever has mistyped
/// the address would never learn of it. It says so once in ten minutes.
/// </summary>
internal sealed partial class OtlpComplaints(Uri collector, ILogger logger, TimeProvider time) : EventListener
{
    private const string Exporter = "OpenTelemetry-Exporter-OpenTelemetryProtocol";

    private static readonly TimeSpan s_sayEvery = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private long? _said;

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Exporter)
            EnableEvents(eventSource, EventLevel.Warning);
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (_said is { } said && time.GetElapsedTime(said, now) < s_sayEvery)
                return;
            _said = now;
        }

        LogNotTaken(logger, collector, WordsOf(eventData));
    }

    // The words of the exporter go on with the lines of a stack.
    private static string WordsOf(EventWrittenEventArgs said)
    {
        var words = said.Message is { } message
            ? string.Format(CultureInfo.InvariantCulture, message, [.. said.Payload ?? []]) : said.EventName ?? "";
        return words.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? words[..end] : words;
    }

    [LoggerMessage(54, LogLevel.Warning, "the collector {Collector} has not taken the metrics: {Words}")]
    private static partial void LogNotTaken(ILogger logger, Uri collector, string words);
}
