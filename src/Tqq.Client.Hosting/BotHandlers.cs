using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tqq.Client.Hosting;

/// <summary>What a bot does about an item, given a scope of its own.</summary>
/// <param name="HandleAsync">Handles the item.</param>
/// <param name="OnFailedAsync">Is offered an item that could not be handled.</param>
internal sealed record BotHandler(
    Func<ITqqClient, Incoming, IServiceProvider, CancellationToken, Task> HandleAsync, Func<BotFailure, Task> OnFailedAsync);

/// <summary>
/// All handlers of one client of the host. A handler that fails is tried again, so that a passing fault loses nothing;
/// one item cannot stop a bot for ever.
/// </summary>
internal sealed class BotHandlers(IServiceScopeFactory scopes, IEnumerable<BotHandler> registered, TimeProvider time,
    ILogger<BotHandlers> logger)
{
    // Between the tries of one item: an answer of a service that was away for a moment is worth waiting for.
    private static readonly TimeSpan[] s_waits = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)];

    private readonly List<BotHandler> _handlers = [.. registered];

    /// <summary>How often a handler is tried with the same item.</summary>
    public static int MostTries => s_waits.Length + 1;

    /// <summary>Whether there is no handler: then nothing is fetched.</summary>
    public bool IsEmpty => _handlers.Count == 0;

    public void Add(BotHandler handler) => _handlers.Add(handler);

    /// <summary>Every handler gets the item, each in a scope of its own.</summary>
    /// <returns>Whether all are done with it, in whatever way; false where the time was up before.</returns>
    public async Task<bool> HandleAsync(ITqqClient client, Incoming item, CancellationToken outOfTime)
    {
        foreach (var handler in _handlers)
            if (!await HandleAsync(handler, client, item, outOfTime).ConfigureAwait(false))
                return false;
        return true;
    }

    private async Task<bool> HandleAsync(BotHandler handler, ITqqClient client, Incoming item, CancellationToken outOfTime)
    {
        for (var tries = 1; !outOfTime.IsCancellationRequested; tries++)
        {
            try
            {
                var scope = scopes.CreateAsyncScope();
                await using var _ = scope.ConfigureAwait(false);
                await handler.HandleAsync(client, item, scope.ServiceProvider, outOfTime).ConfigureAwait(false);
                return true;
            }
            catch (Exception) when (outOfTime.IsCancellationRequested)
            {
                // It was interrupted, and did not fail.
            }
            catch (Exception e) when (tries == MostTries)
            {
                logger.GivesUp(e, item.GetType().Name, item.From, tries);
                await OfferAsync(handler, client, item, e, outOfTime).ConfigureAwait(false);
                return true;
            }
            catch (Exception e)
            {
                logger.HandlerFailed(e, item.GetType().Name, item.From, s_waits[tries - 1]);
                await Task.Delay(s_waits[tries - 1], time, outOfTime).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return false;
    }

    private async Task OfferAsync(BotHandler handler, ITqqClient client, Incoming item, Exception error, CancellationToken outOfTime)
    {
        try
        {
            var scope = scopes.CreateAsyncScope();
            await using var _ = scope.ConfigureAwait(false);
            await handler.OnFailedAsync(new(client, item, error, scope.ServiceProvider, outOfTime)).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            logger.OfferFailed(e, item.GetType().Name, item.From);
        }
    }
}
