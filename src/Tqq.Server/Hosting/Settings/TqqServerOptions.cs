using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging;
using Tqq.Core.Rules;
using Tqq.Server.Cluster;
using Tqq.Server.Passwords;
using Tqq.Server.Push;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Web;
using Tqq.Server.Web.Api;
using Tqq.Server.Wire.Commands;
using Tqq.Server.Wire.Limits;

namespace Tqq.Server.Hosting.Settings;

/// <summary>All that a server can be told. The catalogue <see cref="SettingCatalogue"/> says how it is told.</summary>
public sealed record TqqServerOptions
{
    /// <summary>The data directory.</summary>
    public string Data { get; init; } = "./tqq-data";

    /// <summary>Where the wire port listens.</summary>
    public ImmutableArray<ListenEndpoint> Listen { get; init; } = [new(new(IPAddress.Loopback, 8000), IsTls: false)];

    /// <summary>Where the web port listens.</summary>
    public ListenEndpoint Web { get; init; } = new(new(IPAddress.Loopback, 8080), IsTls: false);

    /// <summary>The PEM file of the certificate for TLS, with those of its issuers behind it; null where there is no TLS.</summary>
    public string? TlsCertificate { get; init; }

    /// <summary>The PEM file of its key; null where there is no TLS.</summary>
    public string? TlsKey { get; init; }

    /// <summary>The file of the token that opens `/metrics` on the web port; null where nothing opens it.</summary>
    public string? MetricsToken { get; init; }

    /// <summary>The port that is for `/metrics` alone; null where there is none.</summary>
    public ListenEndpoint? MetricsListen { get; init; }

    /// <summary>The OpenTelemetry collector that metrics are sent to; null for none.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>The networks of the proxies whose X-Forwarded-For and X-Forwarded-Proto the web port believes.</summary>
    public ImmutableArray<IPNetwork> ForwardedFrom { get; init; } = [];

    /// <summary>The API of accounts on the web port.</summary>
    public ApiOptions Api { get; init; } = new();

    /// <summary>How browsers are told of messages while no page is open.</summary>
    public PushOptions Push { get; init; } = new();

    /// <summary>Limits and timeouts of the wire port.</summary>
    public WireOptions Wire { get; init; } = new();

    /// <summary>The numbers that the rules go by.</summary>
    public AccountRules Rules { get; init; } = new() { Wire = HandoutReply.Limits };

    /// <summary>How passwords are computed.</summary>
    public PasswordOptions Passwords { get; init; } = new();

    /// <summary>How accounts are hosted.</summary>
    public ClusterOptions Cluster { get; init; } = new();

    /// <summary>How long a request waits for a disk that hangs, or for another program that has locked the store.</summary>
    public TimeSpan StoreTimeout { get; init; } = SqliteStore.DefaultTimeout;

    /// <summary>What is logged, at the least.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;

    /// <summary>Whether the wire says why requests got no reply or an error, whatever <see cref="LogLevel"/> is.</summary>
    public bool LogWire { get; init; }

    /// <summary>Where backups go that the server makes itself; null for `backups` in the data directory.</summary>
    public string? Backups { get; init; }

    /// <summary>The settings as they were written, for administrators to see.</summary>
    public SettingsInForce Shown { get; init; } = SettingsInForce.None;

    /// <summary>Reads the settings again where they are written, for administrators to see; null where there is nothing to read.</summary>
    public Func<SettingsInForce>? ReadAgain { get; init; }

    /// <summary>How commands are begun where the server runs, such as `./tqq`.</summary>
    public string Program { get; init; } = ServerFacts.UsualProgram;

    /// <summary>How a line of the log is written.</summary>
    public LogFormat LogFormat { get; init; }
}
