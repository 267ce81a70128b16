namespace Tqq.Client.Hosting;

/// <summary>
/// How often a bot may acknowledge: 50 times at once, then 10 times a second. That leaves room under the server's limit of 20 requests a second
/// (protocol.md §6), beyond which everything is held back.
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
