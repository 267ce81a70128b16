using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tqq.Client.Hosting;

/// <summary>
/// Reads what comes and has it handled, for as long as the host runs. An item is settled when it is handled, so one that is not comes
/// again, to this process or the next one. No item begins before the server knows of those that are settled
/// (<see cref="BotOptions.AwaitAcknowledgement"/>). A server that is away is tried again. An account that is not let in, or that is logged
/// in elsewhere, stops the host, and the process ends with exit code 1. When the host stops, what has come is handled to its end, unless
/// the host's shutdown timeout passes first.
/// </summary>
internal sealed class BotService(TqqConnection connection, BotHandlers handlers, BotOptions options, ILogger<BotService> logger)
    : BackgroundService
{
    /// <summary>How long a server that is away is left alone at first.</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    private const int MostHandlers = 256;
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(1);

    // What was read and is not handled. A client that begins to read again yields it again.
    private readonly ConcurrentDictionary<Incoming, bool> _inHand = new(ReferenceEqualityComparer.Instance);
    private readonly Dispatcher _dispatcher = new(MostHandlers);
    private readonly ArrivalOrder _order = new(connection.Options.TimeProvider);
    private readonly Acknowledgements _acknowledgements = new(connection.Options.Uin, options.AwaitAcknowledgement,
        connection.Options.TimeProvider, logger);
    private readonly CancellationTokenSource _outOfTime = new();

    /// <summary>How long it is left alone when it is still away.</summary>
    public static TimeSpan Next(TimeSpan wait) => wait * 2 < s_longestWait ? wait * 2 : s_longestWait;

    /// <exception cref="InvalidOperationException">Nobody has said where the bot's place is kept.</exception>
    public override Task StartAsync(CancellationToken cancellationToken) =>
        !handlers.IsEmpty && connection.Options is { Api: not null, Positions: null }
            ? throw new InvalidOperationException(
                "Over the API the server keeps no place for a bot, and what comes while it is away would be lost: say where the place is kept, with options.Positions = new FilePositions(path).")
            : base.StartAsync(cancellationToken);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        using var _ = cancellationToken.Register(_outOfTime.Cancel);
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        if (_inHand.Count is > 0 and var left)
            logger.StopsEarly(connection.Options.Uin, left);
    }

    public override void Dispose()
    {
        // Nothing begins any more, however the host was stopped.
        if (!_outOfTime.IsCancellationRequested)
            _outOfTime.Cancel();
        base.Dispose();
        _ = DisposeAtEndAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = FirstWait;
        while (!stoppingToken.IsCancellationRequested && !handlers.IsEmpty)
        {
            try
            {
                var client = await connection.GetAsync(stoppingToken).ConfigureAwait(false);
                await foreach (var item in client.ReadAsync(stoppingToken).ConfigureAwait(false))
                {
                    wait = FirstWait;
                    if (_inHand.TryAdd(item, true))
                        await QueueAsync(client, item, stoppingToken).ConfigureAwait(false);
                }
            }
            catch (TqqException e) when (e is not (LoginFailedException or LoggedInElsewhereException))
            {
                logger.Lost(e, connection.Options.Uin, wait);
                await Task.Delay(wait, connection.Options.TimeProvider, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                wait = Next(wait);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The loop ends.
            }
            catch
            {
                // The host stops now as if it had been asked to. Whoever started the process has to see that it was not.
                Environment.ExitCode = 1;
                throw;
            }
        }

        await _dispatcher.FinishAsync().ConfigureAwait(false);
    }

    // A handler may end after its host has.
    private async Task DisposeAtEndAsync()
    {
        await (ExecuteTask ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _dispatcher.FinishAsync().ConfigureAwait(false);
        _dispatcher.Dispose();
        _acknowledgements.Dispose();
        _outOfTime.Dispose();
    }

    private Task QueueAsync(ITqqClient client, Incoming item, CancellationToken stoppingToken)
    {
        var place = _order.Add(item.From);
        return _dispatcher.QueueAsync(item.From, () => HandleAsync(client, item, place), stoppingToken);
    }

    private async Task HandleAsync(ITqqClient client, Incoming item, ArrivalOrder.Place place)
    {
        if (!await MayBeginAsync(client, place).ConfigureAwait(false)
            || !await handlers.HandleAsync(client, item, _outOfTime.Token).ConfigureAwait(false))
            return;
        client.Settle(item);
        _order.Settle(place);
        _inHand.TryRemove(item, out _);
        await _acknowledgements.TellAsync(client, _outOfTime.Token).ConfigureAwait(false);
    }

    private async ValueTask<bool> MayBeginAsync(ITqqClient client, ArrivalOrder.Place place)
    {
        if (!options.AwaitAcknowledgement)
            return true;
        await _order.AwaitAsync(place, _outOfTime.Token).ConfigureAwait(false);
        return await _acknowledgements.AwaitAsync(client, _outOfTime.Token).ConfigureAwait(false);
    }
}
