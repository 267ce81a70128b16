using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tqq.Client.Hosting;

/// <summary>Puts clients and bots into a host.</summary>
public static class BotRegistration
{
    /// <summary>The host has a <see cref="TqqConnection"/>. It logs to the host's log and uses the host's <see cref="TimeProvider"/>, if there is one.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Says who signs in where.</param>
    public static IServiceCollection AddTqqClient(this IServiceCollection services, Action<TqqClientOptions> configure)
    {
        services.TryAddSingleton(provider =>
        {
            var options = new TqqClientOptions();
            options.LoggerFactory = provider.GetService<ILoggerFactory>() ?? options.LoggerFactory;
            options.TimeProvider = provider.GetService<TimeProvider>() ?? options.TimeProvider;
            configure(options);
            return options;
        });
        services.TryAddSingleton(provider => new TqqConnection(provider.GetRequiredService<TqqClientOptions>()));
        services.TryAddSingleton<BotHandlers>();
        services.AddHostedService<BotService>();
        return services;
    }

    /// <summary>The host runs a bot of this class; needs <see cref="AddTqqClient"/>. Several bots all get everything.</summary>
    /// <typeparam name="TBot">The class; it may ask for services of the scope in its constructor.</typeparam>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddTqqBot<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TBot>(this IServiceCollection services)
        where TBot : TqqBot
    {
        services.TryAddScoped<TBot>();
        return services.AddSingleton<BotHandler>((client, item, scope, cancellationToken) =>
        {
            var bot = scope.GetRequiredService<TBot>();
            return item switch
            {
                Incoming.Message message => bot.OnMessageAsync(new(client, message.From, message.Text, scope, cancellationToken)),
                Incoming.FriendRequest request => bot.OnFriendRequestAsync(client, request, cancellationToken),
                _ => bot.OnOtherAsync(client, item, cancellationToken),
            };
        });
    }

    /// <summary>The host answers messages with this function; needs <see cref="AddTqqClient"/> and is called before the host runs.</summary>
    /// <param name="host">The host.</param>
    /// <param name="onMessage">What to do about a message.</param>
    public static IHost MapBot(this IHost host, Func<BotMessage, Task> onMessage)
    {
        ArgumentNullException.ThrowIfNull(host);
        var handlers = host.Services.GetService<BotHandlers>() ?? throw new InvalidOperationException("MapBot needs a client: call AddTqqClient first.");
        handlers.Add((client, item, scope, cancellationToken) => item is Incoming.Message message
            ? onMessage(new(client, message.From, message.Text, scope, cancellationToken))
            : Task.CompletedTask);
        return host;
    }
}
