using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Tqq.Server.Metrics;

/// <summary>
/// Sends the figures to an OpenTelemetry collector, OTLP over HTTP, once a minute and when the server stops. A collector that is not there
/// costs nothing but what it misses, and the log says so (<see cref="OtlpComplaints"/>). The variables of OpenTelemetry say more, such as
/// `OTEL_METRIC_EXPORT_INTERVAL` and, for a token, `OTEL_EXPORTER_OTLP_HEADERS`.
/// </summary>
internal sealed class OtlpSender : IDisposable
{
    // The server has to have ended some seconds after it was asked to, whatever the collector does.
    private const int Timeout = 2000;
    private const string Path = "/v1/metrics";

    private readonly OtlpComplaints _complaints;
    private readonly MeterProvider _provider;

    /// <summary>Begins.</summary>
    /// <param name="figures">What is sent.</param>
    /// <param name="collector">Where to; the path of metrics is added.</param>
    /// <param name="version">The version of the program.</param>
    /// <param name="logger">Is told when the collector takes nothing.</param>
    /// <param name="time">Where time comes from.</param>
    public OtlpSender(FigureList figures, Uri collector, string version, ILogger<OtlpSender> logger, TimeProvider time)
    {
        _complaints = new(collector, logger, time);
        _provider = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateDefault().AddService("tqq", serviceVersion: version))
            .AddMeter(FigureList.MeterName)
            // Another server in this process has a meter of the same name.
            .AddView(instrument => instrument.Meter == figures.Meter ? null : MetricStreamConfiguration.Drop)
            .AddOtlpExporter(exporter =>
            {
                exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                exporter.TimeoutMilliseconds = Timeout;
                exporter.Endpoint = new(collector, Path);
            })
            .Build();
    }

    /// <summary>Sends what there is now.</summary>
    /// <returns>Whether the collector took it.</returns>
    public bool Send() => _provider.ForceFlush();

    /// <summary>Sends what there is now, for the last time.</summary>
    public void Dispose()
    {
        _provider.Dispose();
        _complaints.Dispose();
    }
}
