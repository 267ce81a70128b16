using System.Net;
using Tqq.Core.Limits;
using Tqq.Core.Profiles;
using Tqq.Probe.Asking;
using Tqq.Probe.Tests.Serving;
using Tqq.Server.Hosting;
using Tqq.Server.Hosting.Settings;
using Tqq.Server.Passwords;

[assembly: AssemblyFixture(typeof(ProbedServer))]

namespace Tqq.Probe.Tests.Serving;

/// <summary>A server in this process that is in no hurry to punish: no rates, penalties answered at once.</summary>
public sealed class ProbedServer : IAsyncLifetime
{
    private static uint s_lastPeer = 20_000;

    private readonly string _data = Directory.CreateTempSubdirectory("tqq-").FullName;
    private TqqServer _server = null!;

    /// <summary>The data directory.</summary>
    public string Data => Path.Combine(_data, "data");

    public IPEndPoint Wire => _server.Wire[0].Address;

    public async ValueTask InitializeAsync()
    {
        var defaults = new TqqServerOptions();
        var rates = defaults.Rules.Rates with { Sending = RateLimit.None, StatusChange = RateLimit.None, Befriending = RateLimit.None,
            Other = RateLimit.None };
        _server = await TqqServer.StartAsync(
            defaults with
            {
                Data = Path.Combine(_data, "data"),
                Listen = [new(new(IPAddress.Loopback, 0), IsTls: false)],
                Web = new(new(IPAddress.Loopback, 0), IsTls: false),
                Wire = defaults.Wire with { RequestTimeout = TimeSpan.FromMilliseconds(500) },
                Passwords = new() { Cost = PasswordCost.Least },
                Rules = defaults.Rules with { Penalty = TimeSpan.Zero, Rates = rates },
            },
            TimeProvider.System,
            _ => { },
            CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>A plan for two people who are new, over another way to this server.</summary>
    internal async Task<ProbePlan> PlanAsync(IPEndPoint way, WhoMayAdd whoMayAdd = WhoMayAdd.Verify)
    {
        // The number of who asks is odd, that of the peer is even: faults tell them apart by that.
        var peer = Interlocked.Add(ref s_lastPeer, 2);
        var uin = peer - 1;
        foreach (var one in new[] { uin, peer })
            await _server.Accounts.CreateAsync(new(new(one), Profile.Named("Hackfan 好"), AccountSettings.Default
                with { WhoMayAdd = whoMayAdd }, true, DateTimeOffset.UnixEpoch), "apple", TestContext.Current.CancellationToken);
        return new(new(way.ToString()), uin, "apple", peer) { Interval = TimeSpan.Zero, Patience = TimeSpan.FromSeconds(4),
            LongPatience = TimeSpan.FromSeconds(4) };
    }

    /// <summary>Whether an account has a session, and how many friends.</summary>
    internal async Task<(bool HasSession, int Friends)> LookAsync(uint uin)
    {
        var details = await _server.Accounts.ShowAsync(new(uin), TestContext.Current.CancellationToken);
        return (details!.Session is not null, details.Friends);
    }
}
