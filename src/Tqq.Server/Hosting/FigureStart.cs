using Microsoft.Extensions.DependencyInjection;
using Tqq.Core.Rules;
using Tqq.Server.Cluster;
using Tqq.Server.Metrics;
using Tqq.Server.Passwords;
using Tqq.Server.Web;
using Tqq.Server.Web.Api.Events;
using Tqq.Server.Wire.Connections;

namespace Tqq.Server.Hosting;

/// <summary>Has all figures there are from the start on, and not only when somebody first counts.</summary>
internal static class FigureStart
{
    /// <summary>Registers the ways out.</summary>
    /// <param name="services">Where.</param>
    /// <param name="figures">All figures.</param>
    /// <param name="collector">The OpenTelemetry collector; null for none.</param>
    /// <param name="metrics">What opens `/metrics` on the web port.</param>
    public static void Register(IServiceCollection services, FigureList figures, Uri? collector, MetricsAccess metrics)
    {
        services.AddSingleton(new InForce<MetricsAccess>(metrics));
        if (collector is not null)
            services.AddSingleton(_ => new OtlpSender(figures, collector, ServerFacts.Version));
    }

    /// <summary>Makes those that are not there yet.</summary>
    public static void Begin(IServiceProvider services, FigureList figures, DateTimeOffset started)
    {
        RuntimeFigures.Add(figures, ServerFacts.Version, started, OpenFiles.Limit());
        foreach (var room in (ReadOnlySpan<Type>)[typeof(WireServices), typeof(ClusterFigures), typeof(IPasswordVault),
            typeof(StreamPlaces), typeof(PushFigures)])
            services.GetRequiredService(room);
        // Begins to send, where a collector is named.
        services.GetService<OtlpSender>();
    }
}
