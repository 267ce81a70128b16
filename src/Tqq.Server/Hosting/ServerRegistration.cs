using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tqq.Core.Rules;
using Tqq.Server.Cluster.Orleans;
using Tqq.Server.Hosting.Settings;
using Tqq.Server.Hosting.Tls;
using Tqq.Server.Metrics;
using Tqq.Server.Passwords;
using Tqq.Server.Push;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Storage.Sqlite.Backups;
using Tqq.Server.Web;
using Tqq.Server.Web.Api;
using Tqq.Server.Web.Registration;
using Tqq.Server.Wire;
using Tqq.Server.Wire.Admission;
using Tqq.Server.Wire.Limits;

namespace Tqq.Server.Hosting;

/// <summary>Puts the parts of the server together: the one place that knows all of them.</summary>
public static class ServerRegistration
{
    // The launcher promises an end within 5 s of SIGTERM; a second is left for the store.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(4);

    /// <summary>Registers everything but the ports.</summary>
    public static WebApplicationBuilder AddTqqServer(
        this WebApplicationBuilder builder, TqqServerOptions options, TimeProvider time, SqliteStore store, string adminToken,
        FigureList figures)
    {
        builder.Logging.AddTqqLogging(options).AddProvider(new ErrorFigures(figures));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        if (options is { TlsCertificate: { } certificate, TlsKey: { } key })
            builder.Services.AddSingleton(new TlsFiles(certificate, key)).AddSingleton<TlsCertificate>().AddSingleton<HandshakeThreads>();
        builder.Services
            .AddSingleton<IStore>(store)
            .AddSingleton<IRegistrationStore>(store)
            .AddSingleton<IPushKeyStore>(store)
            .AddSingleton<IAdminStore>(store)
            .AddSingleton<IAuditStore>(store)
            .AddSingleton<IAccountIndex>(store)
            .AddSingleton<IAnnouncementStore>(store)
            .AddSingleton<IStoreCounts>(store)
            .AddSingleton(figures)
            .AddSingleton<PasswordFigures>()
            .AddSingleton(store.Damage)
            .AddSingleton<IBackups>(_ => new StoreBackups(
                options.Data, options.Backups ?? Path.Combine(options.Data, DataDirectory.BackupsName), time))
            .AddSingleton(new InForce<SettingsInForce>(options.Shown))
            .AddSingleton(new WrittenSettings(options.ReadAgain))
            .AddSingleton(options.Passwords)
            .AddSingleton<PasswordVault>()
            .AddSingleton<IPasswordVault>(services => services.GetRequiredService<PasswordVault>())
            .AddSingleton(services => new WebAdmission(services.GetRequiredService<InForce<ApiOptions>>(), options.ForwardedFrom,
                services.GetRequiredService<Rejections>()))
            .AddTqqPush(options.Push)
            .AddTqqWire(options.Wire)
            .AddTqqWeb(new ServerFacts(options.Data, time.GetUtcNow(), [.. options.Listen.Select(endpoint => endpoint.ToString())],
                options.Web.ToString(), time, options.Program), adminToken, options.Api);
        builder.AddTqqCluster(options.Rules, options.Cluster, time).AddTqqOperations();
        return builder;
    }

    /// <summary>Has the settings that can change while the server runs take effect.</summary>
    internal static void Reload(IServiceProvider services, TqqServerOptions options, MetricsAccess metrics)
    {
        var shown = services.GetRequiredService<InForce<SettingsInForce>>();
        shown.Replace(options.Shown.Behind(shown.Now, services.GetRequiredService<ServerFacts>().Calendar.GetUtcNow()));
        services.GetRequiredService<InForce<WireOptions>>().Replace(options.Wire);
        services.GetRequiredService<InForce<MetricsAccess>>().Replace(metrics);
        services.GetRequiredService<InForce<ApiOptions>>().Replace(options.Api);
        services.GetRequiredService<InForce<PushOptions>>().Replace(options.Push);
        services.GetRequiredService<InForce<AccountRules>>().Replace(options.Rules);
        services.GetRequiredService<LogLevels>().Change(options.LogLevel, options.LogWire);
    }

    /// <summary>Opens the ports: those of the wire first, the web port last.</summary>
    internal static void ListenForTqq(this KestrelServerOptions kestrel, TqqServerOptions options, Action<ListenOptions> opened)
    {
        kestrel.AddServerHeader = false;
        foreach (var endpoint in options.Listen)
            kestrel.Listen(endpoint.Address, listen =>
            {
                listen.UseTqqWire(endpoint.IsTls ? UseTls : null);
                opened(listen);
            });
        if (options.MetricsListen is { } metrics)
            kestrel.Listen(metrics.Address, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                var door = listen.ApplicationServices.GetRequiredService<WebAdmission>();
                listen.Use(next => connection => door.EnterAsync(connection, next));
                listen.Use(next => connection =>
                {
                    connection.Features.Set(MetricsPort.Instance);
                    return next(connection);
                });
                opened(listen);
            });
        kestrel.Listen(options.Web.Address, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            var door = listen.ApplicationServices.GetRequiredService<WebAdmission>();
            listen.Use(next => connection => door.EnterAsync(connection, next));
            if (options.Web.IsTls)
                UseTls(listen);
            opened(listen);
        });

        static void UseTls(ListenOptions listen) =>
            listen.UseTls(listen.ApplicationServices.GetRequiredService<TlsCertificate>(),
                listen.ApplicationServices.GetRequiredService<HandshakeThreads>());
    }
}
