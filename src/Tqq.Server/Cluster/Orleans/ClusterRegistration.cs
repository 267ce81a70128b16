using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Tqq.Core.Accounts;
using Tqq.Core.Rules;
using Tqq.Server.Messaging;
using Tqq.Server.Metrics;

[assembly: GenerateCodeForDeclaringAssembly(typeof(LiveAccount))]

namespace Tqq.Server.Cluster.Orleans;

/// <summary>Registers the accounts with a host: one silo in this process.</summary>
public static class ClusterRegistration
{
    /// <summary>
    /// Adds what looks through all accounts, and speaks to all. The host provides <see cref="Storage.IAccountIndex"/> and
    /// <see cref="Storage.IAnnouncementStore"/>.
    /// </summary>
    public static IHostApplicationBuilder AddTqqOperations(this IHostApplicationBuilder builder)
    {
        builder.Services
            .AddSingleton<IAccountLookup, DirectoryLookup>()
            .AddSingleton<Announcer>()
            .AddSingleton<IAnnouncements>(services => services.GetRequiredService<Announcer>())
            .AddHostedService(services => services.GetRequiredService<Announcer>());
        return builder;
    }

    /// <summary>Adds the messenger and its administration. The host provides the store and the passwords.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="rules">The numbers that the rules go by.</param>
    /// <param name="options">How accounts are hosted.</param>
    /// <param name="time">Where time comes from, the calendar included. All services get it as if nobody ever set the calendar.</param>
    public static IHostApplicationBuilder AddTqqCluster(
        this IHostApplicationBuilder builder, InForce<AccountRules> rules, ClusterOptions options, TimeProvider time)
    {
        var steady = new SteadyTime(time);
        builder.Services.TryAddSingleton<FigureList>();
        builder.Services
            .AddSingleton(rules)
            .AddSingleton(options)
            .AddSingleton<TimeProvider>(steady)
            .AddSingleton(new Clock(time, steady))
            .AddSingleton<AccountDirectory>()
            .AddSingleton<IAccountDirectory>(services => services.GetRequiredService<AccountDirectory>())
            .AddSingleton<IPeers>(services => services.GetRequiredService<AccountDirectory>())
            .AddSingleton<LiveSessions>()
            .AddSingleton<AccountServices>()
            .AddSingleton<RefusalNotice>()
            .AddSingleton<AddressThrottles>()
            .AddSingleton<ClusterFigures>()
            .AddSingleton<ISlowedAddresses, SlowedAddresses>()
            .AddSingleton<CodeGuesses>()
            .AddSingleton<Deletions>()
            .AddSingleton(services => SessionWatch.RingFor(rules.Now, services.GetRequiredService<Clock>()))
            .AddSingleton<IMessenger, DirectoryMessenger>()
            .AddSingleton<IDeviceMessenger, DirectoryDeviceMessenger>()
            .AddSingleton<IDeviceLog, DirectoryDeviceLog>()
            .AddSingleton<IDeviceDoor, DirectoryDeviceDoor>()
            .AddSingleton<IDevicePush, DirectoryDevicePush>()
            .AddSingleton<DirectoryRegistration>()
            .AddSingleton<IRegistration>(services => services.GetRequiredService<DirectoryRegistration>())
            .AddSingleton<IAdministrators, DirectoryAdministrators>()
            .AddSingleton<DirectoryDeviceAccount>()
            .AddSingleton<IDeviceAccount>(services => services.GetRequiredService<DirectoryDeviceAccount>())
            .AddSingleton<IDevicePeople>(services => services.GetRequiredService<DirectoryDeviceAccount>())
            .AddSingleton<IAccountAdministration, DirectoryAdministration>();
        builder.Services.TryAddSingleton<IPushes, NoPushes>();
        builder.UseOrleans(silo =>
        {
            // The ports are names only, nobody listens there; and there is no gateway for outside clients.
            silo.UseLocalhostClustering(gatewayPort: 0);
            NoNeighbours.Register(silo.Services);
            // With one silo the directory itself is here: a cache of it would only cost memory, for each account.
            silo.Configure<GrainDirectoryOptions>(directory => directory.CachingStrategy = GrainDirectoryOptions.CachingStrategyType.None);
            silo.Configure<EndpointOptions>(endpoints => endpoints.AdvertisedIPAddress = IPAddress.Loopback);
            // A lone silo has nobody to judge but itself. By these two it would, when the machine sleeps while it starts: dead of old age,
            // and the process with it.
            silo.Configure<ClusterMembershipOptions>(membership =>
            {
                membership.EvictWhenMaxJoinAttemptTimeExceeded = false;
                membership.SiloGenerationRetirementAge = null;
            });
        });
        // In this order: the one looks at when the server was last alive, the other writes it down.
        builder.Services
            .AddHostedService<HistorySweeper>()
            .AddHostedService<SearchFollowing>()
            .AddHostedService<SessionRevival>()
            .AddHostedService<UnfinishedWork>()
            .AddHostedService<SessionWatch>();
        return builder;
    }
}
