using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging;
using Tqq.Core.Rules;
using Tqq.Server.Cluster;
using Tqq.Server.Passwords;
using Tqq.Server.Wire.Limits;

namespace Tqq.Server.Hosting.Settings;

/// <summary>All that a server can be told. The catalogue <see cref="SettingCatalogue"/> says how it is told.</summary>
public sealed record TqqServerOptions
{
    /// <summary>The data directory.</summary>
    public string Data { get; init; } = "./tqq-data";

    /// <summary>Where the wire port listens.</summary>
    public ImmutableArray<IPEndPoint> Listen { get; init; } = [new(IPAddress.Loopback, 8000)];

    /// <summary>Where the web port listens.</summary>
    public IPEndPoint Web { get; init; } = new(IPAddress.Loopback, 8080);

    /// <summary>Limits and timeouts of the wire port.</summary>
    public WireOptions Wire { get; init; } = new();

    /// <summary>The numbers that the rules go by.</summary>
    public AccountRules Rules { get; init; } = new();

    /// <summary>How passwords are computed.</summary>
    public PasswordOptions Passwords { get; init; } = new();

    /// <summary>How accounts are hosted.</summary>
    public ClusterOptions Cluster { get; init; } = new();

    /// <summary>What is logged, at the least.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;
}
