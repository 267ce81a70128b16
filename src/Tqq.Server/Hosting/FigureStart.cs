using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tqq.Core.Rules;
using Tqq.Server.Cluster;
using Tqq.Server.Hosting.Settings;
using Tqq.Server.Hosting.Tls;
using Tqq.Server.Metrics;
using Tqq.Server.Passwords;
using Tqq.Server.Push;
using Tqq.Server.Web;
using Tqq.Server.Web.Admin.Overview;
using Tqq.Server.Web.Api.Events;
using Tqq.Server.Wire.Connections;

namespace Tqq.Server.Hosting;

/// <summary>Has all figures there are from the start on, and not only when somebody first counts.</summary>
internal static class FigureStart
{
    /// <summary>Registers the ways out.</summary>
    /// <param name="services">Where.</param>
    /// <param name="figures">All figures.</param>
    /// <param name="options">The settings.</param>
    /// <param name="metrics">What opens `/metrics` on the web port.</param>
    public static void Register(IServiceCollection services, FigureList figures, TqqServerOptions options, MetricsAccess metrics)
    {
        services.AddSingleton<FigureHistory>()
            .AddSingleton(services => new FigureSampling(figures, services.GetRequiredService<FigureHistory>(),
                services.GetRequiredService<ServerFacts>().Calendar, services.GetRequiredService<ILogger<FigureSampling>>()))
            .AddHostedService(services => services.GetRequiredService<FigureSampling>())
            .AddSingleton(new Exposure(
                [.. options.Listen.Where(IsPlain).Select(endpoint => endpoint.Address.Port)],
                IsPlain(options.Web) ? options.Web.Address.Port : null));
        services.AddSingleton(new InForce<MetricsAccess>(metrics));
        if (options.OtlpEndpoint is { } collector)
            services.AddSingleton(services => new OtlpSender(figures, collector, ServerFacts.Version,
                services.GetRequiredService<ILogger<OtlpSender>>(), services.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Makes those that are not there yet.</summary>
    public static void Begin(IServiceProvider services, FigureList figures, DateTimeOffset started)
    {
        RuntimeFigures.Add(figures, ServerFacts.Version, started, OpenFiles.Limit());
        foreach (var part in (ReadOnlySpan<Type>)[typeof(WireServices), typeof(ClusterFigures), typeof(IPasswordVault),
            typeof(StreamPlaces), typeof(PushFigures)])
            services.GetRequiredService(part);
        figures.Gauge("tqq.certificate.ends", "s", "Until when the TLS certificate is valid, in seconds since 1970.",
            _ => services.GetService<TlsCertificate>() is { Current.TargetCertificate: { } certificate }
                ? new DateTimeOffset(certificate.NotAfter).ToUnixTimeSeconds() : double.NaN);
        // Begins to send, where a collector is named.
        services.GetService<OtlpSender>();
    }

    private static bool IsPlain(ListenEndpoint endpoint) => !endpoint.IsTls && !IPAddress.IsLoopback(endpoint.Address.Address);
}
