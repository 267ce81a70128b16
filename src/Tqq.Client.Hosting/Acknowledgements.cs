using Microsoft.Extensions.Logging;

namespace Tqq.Client.Hosting;

/// <summary>Tells the server of one account what is handled, at a pace that it allows.</summary>
/// <param name="uin">The account.</param>
/// <param name="areAwaited">Whether items wait for it (<see cref="BotOptions.AwaitAcknowledgement"/>).</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where it says that the server is lost.</param>
internal sealed class Acknowledgements(uint uin, bool areAwaited, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly AcknowledgePace _pace = new(time);

    // Several senders may have an item handled at a time: one request tells of all of them.
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Before an item begins that has to wait for it: waits until the server knows of all that are handled.</summary>
    /// <returns>Whether the item may begin; false where that will not be any more.</returns>
    public async ValueTask<bool> AwaitAsync(ITqqClient client, CancellationToken outOfTime)
    {
        if (outOfTime.IsCancellationRequested)
            return false;
        return !client.HasUnacknowledged || await TellUntilKnownAsync(client, outOfTime).ConfigureAwait(false);
    }

    /// <summary>An item is settled.</summary>
    public async Task TellAsync(ITqqClient client, CancellationToken outOfTime)
    {
        if (areAwaited)
            await TellUntilKnownAsync(client, outOfTime).ConfigureAwait(false);
        else if (client.HasUnacknowledged && _pace.TryTake())
            await TryTellAsync(client, outOfTime).ConfigureAwait(false);
    }

    /// <summary>When nobody tells or waits any more.</summary>
    public void Dispose() => _turn.Dispose();

    private async Task<bool> TellUntilKnownAsync(ITqqClient client, CancellationToken outOfTime)
    {
        try
        {
            await _turn.WaitAsync(outOfTime).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        try
        {
            var wait = BotService.FirstWait;
            while (client.HasUnacknowledged)
            {
                await _pace.TakeAsync(outOfTime).ConfigureAwait(false);
                if (await TryTellAsync(client, outOfTime).ConfigureAwait(false) is not { } failure)
                    continue;
                if (failure is not TqqException or LoginFailedException or LoggedInElsewhereException)
                    return false;
                logger.NotAcknowledged(failure, uin, wait);
                await Task.Delay(wait, time, outOfTime).ConfigureAwait(false);
                wait = BotService.Next(wait);
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            _turn.Release();
        }
    }

    // Where it fails, the next request acknowledges.
    private static async Task<Exception?> TryTellAsync(ITqqClient client, CancellationToken outOfTime)
    {
        try
        {
            await client.AcknowledgeAsync(outOfTime).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is TqqException or OperationCanceledException or ObjectDisposedException)
        {
            return e;
        }
    }
}

/// <summary>
/// How often a bot may acknowledge: 50 times at once, then 10 times a second. That leaves room under the server's limit of 20 requests a
/// second (protocol.md §6), beyond which everything is held back.
/// </summary>
internal sealed class AcknowledgePace(TimeProvider time)
{
    private const int Burst = 50;
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _paid;

    /// <summary>Whether another acknowledgement may go now.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            var now = time.GetElapsedTime(_start);
            var paid = (_paid > now ? _paid : now) + s_interval;
            if (paid - now > Burst * s_interval)
                return false;
            _paid = paid;
            return true;
        }
    }

    /// <summary>Waits until another acknowledgement may go.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        while (!TryTake())
            await Task.Delay(s_interval, time, cancellationToken).ConfigureAwait(false);
    }
}
