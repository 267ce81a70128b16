using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tqq.Server.Hosting.Settings;
using Tqq.Server.Hosting.Tls;
using Tqq.Server.Messaging;
using Tqq.Server.Metrics;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Web;
using Tqq.Server.Web.Admin;
using Tqq.Server.Web.Api;
using Tqq.Server.Web.Registration;

namespace Tqq.Server.Hosting;

/// <summary>A whole server in this process: data directory, accounts, wire port, web port.</summary>
public sealed partial class TqqServer : IAsyncDisposable
{
    private readonly DataDirectory _directory;
    private readonly SqliteStore _store;
    private readonly WebApplication _app;
    private readonly AdminFile _adminFile;
    private readonly FigureList _figures;

    private TqqServer(DataDirectory directory, SqliteStore store, WebApplication app, ImmutableArray<ListenEndpoint> wire,
        ListenEndpoint web, AdminFile adminFile, FigureList figures) =>
        (_directory, _store, _app, Wire, Web, _adminFile, _figures) = (directory, store, app, wire, web, adminFile, figures);

    /// <summary>Where HTTP QQ is spoken, with the real ports.</summary>
    public ImmutableArray<ListenEndpoint> Wire { get; }

    /// <summary>Where the web port is, with the real port.</summary>
    public ListenEndpoint Web { get; }

    /// <summary>Where the port is that is for metrics alone, with the real port; null where there is none.</summary>
    public ListenEndpoint? Metrics { get; private init; }

    /// <summary>The data directory, as a full path.</summary>
    public string Data => _directory.FullPath;

    /// <summary>What an administrator may do.</summary>
    public IAccountAdministration Accounts => _app.Services.GetRequiredService<IAccountAdministration>();

    /// <summary>
    /// A link that makes the first administrator, once, within half an hour. Whoever has it can become that, so it is for the terminal of
    /// who has started the server, and for no log.
    /// </summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where there is an administrator.</returns>
    public async Task<string?> LinkForFirstAsync(CancellationToken cancellationToken) =>
        await HasAdministratorAsync(cancellationToken) ? null : _app.Services.GetRequiredService<LinkAddress>().OfAdministrator(
            _app.Services.GetRequiredService<AdminLinks>().Make(isForFirst: true), Web.Url);

    /// <summary>Whether there is an administrator.</summary>
    public async Task<bool> HasAdministratorAsync(CancellationToken cancellationToken) =>
        !(await _app.Services.GetRequiredService<IAdministrators>().ListAsync(cancellationToken)).IsEmpty;

    /// <summary>Ends, with the cause, when the disk has failed: the process has to stop then, at once and without another try.</summary>
    public Task<Exception> DiskFailed => _store.Failed;

    /// <summary>Starts a server; when this returns, it serves.</summary>
    /// <param name="options">Its settings.</param>
    /// <param name="time">Where time comes from.</param>
    /// <param name="say">Is told, in a line, why the start takes longer than usual, and what is not as safe as it should be.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <exception cref="ServerStartException">A port cannot be had, or TLS has no certificate that can be used.</exception>
    /// <exception cref="StoreUnusableException">The data directory cannot be used.</exception>
    public static Task<TqqServer> StartAsync(TqqServerOptions options, TimeProvider time, Action<string> say,
        CancellationToken cancellationToken) => StartAsync(options, time, say, static _ => { }, cancellationToken);

    /// <summary>Starts a server that has something else in the place of one of its parts: a store that fails, in a test.</summary>
    internal static async Task<TqqServer> StartAsync(TqqServerOptions options, TimeProvider time, Action<string> say,
        Action<IServiceCollection> replace, CancellationToken cancellationToken)
    {
        TlsStart.Check(options, time, say);
        var metrics = MetricsStart.Check(options, say);
        DataDirectory.RefuseInUse(options.Data);
        Ports.Probe([.. options.Listen.Select(endpoint => ("listen", endpoint)), ("web", options.Web),
            .. options.MetricsListen is { } listen ? [("metrics-listen", listen)] : Array.Empty<(string, ListenEndpoint)>()]);
        BackupsStart.Check(options);

        var directory = DataDirectory.Open(options.Data, say);
        var figures = new FigureList();
        SqliteStore? store = null;
        WebApplication? app = null;
        try
        {
            store = SqliteStore.Open(
                directory.StorePath, time: time, timeout: options.StoreTimeout, guard: directory.LockPath,
                figures: new StoreFigures(figures),
                onUpgrade: () =>
                    say($"the data in {directory.FullPath} is of an older tqq and is brought up to date; 200,000 accounts with a million messages take from three seconds to a minute, by how old it is"),
                onStep: step =>
                    say($"the upgrade goes on: step {step.Step} of {step.Steps}, {step.Rows} checksums of rows so far, {(long)step.Elapsed.TotalSeconds} s"));
            var adminFile = new AdminFile(directory.FullPath);
            var endpoints = new List<ListenOptions>();
            app = Build(InThisProcess(options, () => endpoints is [.., { IPEndPoint: { } opened }]
                ? options.Web with { Address = opened } : null), time, store, adminFile.Token, endpoints, figures, services =>
                {
                    FigureStart.Register(services, figures, options, metrics);
                    replace(services);
                });
            ReportDamage(store, app.Services.GetRequiredService<ILogger<SqliteStore>>());
            WarnOfFewFiles(app, options);
            await app.Services.GetRequiredService<RegistrationPolicy>().LoadAsync(cancellationToken);
            await app.StartAsync(cancellationToken);
            app.Services.GetRequiredService<LogLevels>().HasStarted();
            var web = options.Web with { Address = endpoints[^1].IPEndPoint! };
            adminFile.Write(web.Address, web.IsTls);
            return new(directory, store, app,
                [.. options.Listen.Zip(endpoints, (asked, opened) => asked with { Address = opened.IPEndPoint! })], web, adminFile, figures)
            {
                Metrics = options.MetricsListen is { } own ? own with { Address = endpoints[^2].IPEndPoint! } : null,
            };
        }
        catch (Exception e)
        {
            if (app is not null)
                await app.DisposeAsync();
            if (store is not null)
                await store.DisposeAsync();
            figures.Dispose();
            directory.Dispose();
            // Taken between the probe and now.
            if (e is IOException { InnerException: AddressInUseException })
                throw new ServerStartException($"{e.Message} Choose another with --listen or --web.", e);
            throw;
        }
    }

    /// <summary>
    /// Settings that can change while the server runs (<see cref="Setting.CanChange"/>) take effect at once, for connections that
    /// are open, too; all others have to be as they were (<see cref="SettingValues.Reload"/>). The TLS certificate is read anew,
    /// even if its files have the same names.
    /// </summary>
    /// <param name="options">The settings.</param>
    /// <param name="warn">Is told, in a line, what is not as safe as it should be.</param>
    /// <returns>Until when the TLS certificate is valid; null where there is no TLS.</returns>
    /// <exception cref="ServerStartException">The certificate cannot be used; nothing was changed.</exception>
    public DateTimeOffset? Reload(TqqServerOptions options, Action<string> warn)
    {
        TlsStart.Check(options, _app.Services.GetRequiredService<TimeProvider>(), warn);
        var metrics = MetricsStart.Check(options, warn);
        DateTimeOffset? valid = null;
        if (options is { TlsCertificate: { } certificate, TlsKey: { } key })
        {
            try
            {
                valid = _app.Services.GetRequiredService<TlsCertificate>().Take(new(certificate, key));
            }
            catch (InvalidDataException e)
            {
                throw new ServerStartException(e.Message, e);
            }
        }

        ServerRegistration.Reload(_app.Services, InThisProcess(options, () => Web), metrics);
        WarnOfFewFiles(_app, options);
        return valid;
    }

    /// <summary>
    /// Ends when the process is asked to stop (SIGTERM, Ctrl-C), the token is cancelled, or a part of the server has failed.
    /// </summary>
    /// <returns>Null where it was asked to stop, otherwise what has failed.</returns>
    public Task<Exception?> WaitForShutdownAsync(CancellationToken cancellationToken) => HostEnd.WaitAsync(_app, cancellationToken);

    /// <summary>Stops: no new connections, what runs is finished, the store is closed, the lock given back.</summary>
    public async ValueTask DisposeAsync()
    {
        _adminFile.Remove();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _store.DisposeAsync();
        _figures.Dispose();
        _directory.Dispose();
    }

    private static void ReportDamage(SqliteStore store, ILogger logger) => store.Damage.Listen(damage =>
    {
        if (damage.IsCertain)
            LogDamage(logger, damage.Text);
        else
            LogPerhapsDamage(logger, damage.Text);
    });

    // No more connections than this process may have files; and the web port is where it was really opened.
    private static TqqServerOptions InThisProcess(TqqServerOptions options, Func<ListenEndpoint?> web)
    {
        var connections = OpenFiles.Allow(options.Wire.Connections);
        return options with
        {
            Wire = options.Wire with { Connections = connections, WebAddress = () => web() is { } opened ? WebAddress(opened) : null },
            Api = options.Api with
            {
                Streams = OpenFiles.Allow(options.Api.Streams, taken: connections),
                AddressElsewhere = () => options.Api.AllowsPlain || options.Web.IsTls
                    ? web()?.UrlsElsewhere(OwnAddresses.List()).FirstOrDefault() : null,
            },
        };
    }

    private static void WarnOfFewFiles(WebApplication app, TqqServerOptions options)
    {
        var connections = OpenFiles.Allow(options.Wire.Connections);
        if (connections < options.Wire.Connections)
            LogFewFiles(app.Services.GetRequiredService<ILogger<TqqServer>>(), connections, options.Wire.Connections);
    }

    [LoggerMessage(5, LogLevel.Error, "{Damage}")]
    private static partial void LogDamage(ILogger logger, string damage);

    [LoggerMessage(6, LogLevel.Warning, "{Damage}")]
    private static partial void LogPerhapsDamage(ILogger logger, string damage);
    [LoggerMessage(22, LogLevel.Warning,
        "there is room for {Connections} connections, not for {Asked}: this process may not open more files (ulimit -n)")]
    private static partial void LogFewFiles(ILogger logger, int connections, int asked);

    // A port that listens everywhere has no address of its own.
    private static string? WebAddress(ListenEndpoint web) => web.Address.Port == 0 ? null
        : web.IsEverywhere ? $"port {web.Address.Port} of this host"
        : web.Url;

    private static WebApplication Build(TqqServerOptions options, TimeProvider time, SqliteStore store, string adminToken,
        List<ListenOptions> endpoints, FigureList figures, Action<IServiceCollection> add)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "tqq" });
        builder.AddTqqServer(options, time, store, adminToken, figures);
        builder.Services.AddHostedService(services => new StoreWatch(store, time, services.GetRequiredService<ILogger<StoreWatch>>()))
            .AddHostedService<HealthWatch>()
            .AddHostedService(services =>
                new StoreCensus(store, store, figures, time, services.GetRequiredService<ILogger<StoreCensus>>()));
        add(builder.Services);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenForTqq(options, endpoints.Add));
        var app = builder.Build();
        app.UseTqqForwarded(options.ForwardedFrom);
        app.MapTqqWeb();
        FigureStart.Begin(app.Services, figures, time.GetUtcNow());
        return app;
    }
}
