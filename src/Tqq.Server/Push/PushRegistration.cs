using Microsoft.Extensions.DependencyInjection;
using Tqq.Core.Rules;
using Tqq.Server.Messaging;

namespace Tqq.Server.Push;

/// <summary>Registers what tells browsers of messages.</summary>
internal static class PushRegistration
{
    /// <summary>Adds it. The host provides the accounts, the store of the key, and the time.</summary>
    public static IServiceCollection AddTqqPush(this IServiceCollection services, InForce<PushOptions> options) => services
        .AddSingleton(options)
        .AddSingleton<PushInbox>()
        .AddSingleton<IPushes>(services => services.GetRequiredService<PushInbox>())
        .AddSingleton<PushKey>()
        .AddSingleton<PushFigures>()
        .AddSingleton(services => new PushService(
            new PushDialer(options).MakeNetwork(), services.GetRequiredService<PushKey>(), options,
            services.GetRequiredService<TimeProvider>()))
        .AddHostedService<PushDesk>();
}
