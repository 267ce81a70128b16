using Microsoft.Extensions.DependencyInjection;

namespace Tqq.Client.Hosting;

/// <summary>What becomes of an item, given a scope of its own.</summary>
internal delegate Task BotHandler(ITqqClient client, Incoming item, IServiceProvider scope, CancellationToken cancellationToken);

/// <summary>All handlers of one client of the host.</summary>
internal sealed class BotHandlers(IServiceScopeFactory scopes, IEnumerable<BotHandler> registered)
{
    private readonly List<BotHandler> _handlers = [.. registered];

    /// <summary>Whether nobody wants to hear anything: then nothing is fetched.</summary>
    public bool IsEmpty => _handlers.Count == 0;

    public void Add(BotHandler handler) => _handlers.Add(handler);

    /// <summary>Every handler gets the item, each in a scope of its own.</summary>
    public async Task HandleAsync(ITqqClient client, Incoming item, CancellationToken cancellationToken)
    {
        foreach (var handler in _handlers)
        {
            await using var scope = scopes.CreateAsyncScope();
            await handler(client, item, scope.ServiceProvider, cancellationToken).ConfigureAwait(false);
        }
    }
}
