using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Tqq.Client.Hosting;

/// <summary>
/// Puts clients and bots into a host. A host with several accounts gives each client a name, and names it where it registers bots.
/// </summary>
public static class BotRegistration
{
    // The name of the client of a host that has no names.
    private const string Unnamed = "";

    /// <summary>
    /// The host has a <see cref="TqqConnection"/>. It logs to the host's log and uses the host's
    /// <see cref="TimeProvider"/>, if there is one.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Says who signs in where.</param>
    /// <exception cref="InvalidOperationException">The host has one already: each of several needs a name.</exception>
    public static IServiceCollection AddTqqClient(this IServiceCollection services, Action<TqqClientOptions> configure) =>
        services.Add(Unnamed, configure).AddSingleton(provider => provider.GetRequiredKeyedService<TqqConnection>(Unnamed));

    /// <summary>
    /// The host has a <see cref="TqqConnection"/> of this name, as a keyed service (`[FromKeyedServices("name")]`); otherwise as
    /// <see cref="AddTqqClient(IServiceCollection, Action{TqqClientOptions})"/>.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The client's name, not empty.</param>
    /// <param name="configure">Says who signs in where.</param>
    /// <exception cref="InvalidOperationException">The host has a client of this name already.</exception>
    public static IServiceCollection AddTqqClient(this IServiceCollection services, string name, Action<TqqClientOptions> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return services.Add(name, configure);
    }

    /// <summary>
    /// The host runs a bot of this class; needs
    /// <see cref="AddTqqClient(IServiceCollection, Action{TqqClientOptions})"/>. Several bots all get everything.
    /// </summary>
    /// <typeparam name="TBot">The class; it may ask for services of the scope in its constructor.</typeparam>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddTqqBot<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TBot>(
        this IServiceCollection services)
        where TBot : TqqBot => services.AddBot<TBot>(Unnamed);

    /// <summary>The host runs a bot of this class for the client of this name.</summary>
    /// <typeparam name="TBot">The class; it may ask for services of the scope in its constructor.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The client's name.</param>
    public static IServiceCollection AddTqqBot<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TBot>(
        this IServiceCollection services, string name)
        where TBot : TqqBot
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return services.AddBot<TBot>(name);
    }

    /// <summary>
    /// The host answers messages with this function; needs <see cref="AddTqqClient(IServiceCollection, Action{TqqClientOptions})"/>
    /// and is called before the host runs.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="onMessage">What to do about a message.</param>
    /// <exception cref="InvalidOperationException">The host has no such client.</exception>
    public static IHost MapBot(this IHost host, Func<BotMessage, Task> onMessage) => host.MapBot(onMessage, Nothing);

    /// <summary>As <see cref="MapBot(IHost, Func{BotMessage, Task})"/>, and this function is offered what could not be handled.</summary>
    /// <param name="host">The host.</param>
    /// <param name="onMessage">What to do about a message.</param>
    /// <param name="onFailed">What to do about a message that could not be handled; see <see cref="TqqBot.OnFailedAsync"/>.</param>
    /// <exception cref="InvalidOperationException">The host has no such client.</exception>
    public static IHost MapBot(this IHost host, Func<BotMessage, Task> onMessage, Func<BotFailure, Task> onFailed) =>
        Map(host, Unnamed, onMessage, onFailed);

    /// <summary>The host answers messages to the client of this name with this function; is called before the host runs.</summary>
    /// <param name="host">The host.</param>
    /// <param name="name">The client's name.</param>
    /// <param name="onMessage">What to do about a message.</param>
    /// <exception cref="InvalidOperationException">The host has no such client.</exception>
    public static IHost MapBot(this IHost host, string name, Func<BotMessage, Task> onMessage) => host.MapBot(name, onMessage, Nothing);

    /// <summary>
    /// As <see cref="MapBot(IHost, string, Func{BotMessage, Task})"/>, and this function is offered what could not be handled.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="name">The client's name.</param>
    /// <param name="onMessage">What to do about a message.</param>
    /// <param name="onFailed">What to do about a message that could not be handled; see <see cref="TqqBot.OnFailedAsync"/>.</param>
    /// <exception cref="InvalidOperationException">The host has no such client.</exception>
    public static IHost MapBot(this IHost host, string name, Func<BotMessage, Task> onMessage, Func<BotFailure, Task> onFailed)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Map(host, name, onMessage, onFailed);
    }

    private static IServiceCollection Add(this IServiceCollection services, string name, Action<TqqClientOptions> configure)
    {
        if (services.Any(service => service.ServiceType == typeof(TqqConnection) && name.Equals(service.ServiceKey)))
            throw new InvalidOperationException(name == Unnamed ? "There is a client already: give each of several clients a name."
                : $"There is a client '{name}' already.");
        services.AddOptions().TryAddSingleton<ITqqSignIn, ServerSignIn>();
        services.AddKeyedSingleton(name, (provider, _) =>
        {
            var options = new TqqClientOptions();
            options.LoggerFactory = provider.GetService<ILoggerFactory>() ?? options.LoggerFactory;
            options.TimeProvider = provider.GetService<TimeProvider>() ?? options.TimeProvider;
            configure(options);
            return new TqqConnection(options, provider.GetRequiredService<ITqqSignIn>());
        });
        services.AddKeyedSingleton(name, (provider, _) => new BotHandlers(
            provider.GetRequiredService<IServiceScopeFactory>(), provider.GetKeyedServices<BotHandler>(name),
            provider.GetService<TimeProvider>() ?? TimeProvider.System, provider.GetRequiredService<ILogger<BotHandlers>>()));
        // Not AddHostedService: that adds one of a type only, and each client has one.
        return services.AddSingleton<IHostedService>(provider => new BotService(
            provider.GetRequiredKeyedService<TqqConnection>(name), provider.GetRequiredKeyedService<BotHandlers>(name),
            provider.GetRequiredService<IOptionsMonitor<BotOptions>>().Get(name), provider.GetRequiredService<ILogger<BotService>>()));
    }

    private static IServiceCollection AddBot<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TBot>(
        this IServiceCollection services, string name)
        where TBot : TqqBot
    {
        services.TryAddScoped<TBot>();
        return services.AddKeyedSingleton(name, new BotHandler(
            (client, item, scope, cancellationToken) =>
            {
                var bot = scope.GetRequiredService<TBot>();
                return item switch
                {
                    Incoming.Message message => bot.OnMessageAsync(new(client, message.From, message.Text, scope, cancellationToken)),
                    Incoming.FriendRequest request => bot.OnFriendRequestAsync(client, request, cancellationToken),
                    _ => bot.OnOtherAsync(client, item, cancellationToken),
                };
            },
            failure => failure.Services.GetRequiredService<TBot>().OnFailedAsync(failure)));
    }

    private static Task Nothing(BotFailure failure) => Task.CompletedTask;

    private static IHost Map(IHost host, string name, Func<BotMessage, Task> onMessage, Func<BotFailure, Task> onFailed)
    {
        ArgumentNullException.ThrowIfNull(host);
        var handlers = host.Services.GetKeyedService<BotHandlers>(name) ?? throw new InvalidOperationException(
            name == Unnamed ? "MapBot needs a client: call AddTqqClient first."
                : $"MapBot needs a client '{name}': call AddTqqClient with this name first.");
        handlers.Add(new(
            (client, item, scope, cancellationToken) => item is Incoming.Message message
                ? onMessage(new(client, message.From, message.Text, scope, cancellationToken)) : Task.CompletedTask,
            onFailed));
        return host;
    }
}

/// <summary>
/// How the bots of a client run: `services.Configure&lt;BotOptions&gt;(options => ...)`, for a client with a name
/// `services.Configure&lt;BotOptions&gt;(name, options => ...)`.
/// </summary>
public sealed class BotOptions
{
    /// <summary>
    /// Whether an item begins only when the server knows of all that are handled (as far as it can know: it is told a count from the first
    /// item on). True by default: a process that is killed gets again what it had in hand, at most one item of each sender, and items that
    /// were handled behind those. It costs a request for each item, 50 at once and then 10 a second, because servers allow 20 requests a
    /// second in all (protocol.md §6). Where this is false, no handler waits for the server, and all that was handled since the last
    /// acknowledgement may come again: up to 100 items.
    /// </summary>
    public bool AwaitAcknowledgement { get; set; } = true;
}
