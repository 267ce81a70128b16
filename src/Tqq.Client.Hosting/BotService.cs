using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tqq.Client.Hosting;

/// <summary>
/// Reads what comes and has it handled, for as long as the host runs. A server that is away is tried again. An account that is not let in, or
/// that is logged in elsewhere, stops the host, and the process ends with exit code 1. When the host stops, what has come is handled to its end, unless the
/// host's shutdown timeout passes first.
/// </summary>
internal sealed class BotService(TqqConnection connection, BotHandlers handlers, ILogger<BotService> logger) : BackgroundService
{
    private const int MostHandlers = 256;
    private static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(1);

    private readonly Dispatcher _dispatcher = new(MostHandlers);
    private readonly CancellationTokenSource _outOfTime = new();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        using var _ = cancellationToken.Register(_outOfTime.Cancel);
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
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
            ITqqClient? client = null;
            try
            {
                client = await connection.GetAsync(stoppingToken).ConfigureAwait(false);
                wait = s_firstWait;
                await foreach (var item in client.ReadAsync(stoppingToken).ConfigureAwait(false))
                    await _dispatcher.QueueAsync(item.From, () => HandleAsync(client, item), stoppingToken).ConfigureAwait(false);
            }
            catch (TqqException e) when (e is not (LoginFailedException or LoggedInElsewhereException))
            {
                logger.Lost(e, wait);
                await connection.ForgetAsync(client).ConfigureAwait(false);
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

    // Whatever a handler throws is its own: the bot goes on.
    private async Task HandleAsync(ITqqClient client, Incoming item)
    {
        try
        {
            await handlers.HandleAsync(client, item, _outOfTime.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            logger.HandlerFailed(e, item.GetType().Name, item.From);
        }
    }
}
