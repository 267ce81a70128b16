using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tqq.Client.Hosting;

/// <summary>
/// Reads what comes and has it handled, for as long as the host runs. An item is settled when it is handled, so one that is not comes again, to this
/// process or the next one. A server that is away is tried again. An account that is not let in, or that is logged in elsewhere, stops the host, and the
/// process ends with exit code 1. When the host stops, what has come is handled to its end, unless the host's shutdown timeout passes first.
/// </summary>
internal sealed class BotService(TqqConnection connection, BotHandlers handlers, ILogger<BotService> logger) : BackgroundService
{
    private const int MostHandlers = 256;
    private static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(1);

    // What was read and is not handled. A client that begins to read again yields it again.
    private readonly ConcurrentDictionary<Incoming, bool> _inHand = new(ReferenceEqualityComparer.Instance);
    private readonly Dispatcher _dispatcher = new(MostHandlers);
    private readonly AcknowledgePace _pace = new(connection.Options.TimeProvider);
    private readonly CancellationTokenSource _outOfTime = new();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        using var _ = cancellationToken.Register(_outOfTime.Cancel);
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        if (_inHand.Count is > 0 and var left)
            logger.StopsEarly(connection.Options.Uin, left);
    }

    public override void Dispose()
    {
        base.Dispose();
        _outOfTime.Dispose();
        _dispatcher.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = s_firstWait;
        while (!stoppingToken.IsCancellationRequested && !handlers.IsEmpty)
        {
            try
            {
                var client = await connection.GetAsync(stoppingToken).ConfigureAwait(false);
                await foreach (var item in client.ReadAsync(stoppingToken).ConfigureAwait(false))
                {
                    wait = s_firstWait;
                    if (_inHand.TryAdd(item, true))
                        await _dispatcher.QueueAsync(item.From, () => HandleAsync(client, item), stoppingToken).ConfigureAwait(false);
                }
            }
            catch (TqqException e) when (e is not (LoginFailedException or LoggedInElsewhereException))
            {
                logger.Lost(e, connection.Options.Uin, wait);
                await Task.Delay(wait, connection.Options.TimeProvider, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                wait = wait * 2 < s_longestWait ? wait * 2 : s_longestWait;
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

    private async Task HandleAsync(ITqqClient client, Incoming item)
    {
        if (!await handlers.HandleAsync(client, item, _outOfTime.Token).ConfigureAwait(false))
            return;
        client.Settle(item);
        _inHand.TryRemove(item, out _);
        if (!_pace.TryTake())
            return;
        try
        {
            // Before the next item of this sender begins: a process that dies in the middle of that one does not get this one again.
            await client.AcknowledgeAsync(_outOfTime.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TqqException or OperationCanceledException or ObjectDisposedException)
        {
            // The next request acknowledges it.
        }
    }
}
