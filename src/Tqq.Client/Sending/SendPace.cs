namespace Tqq.Client;

/// <summary>Keeps sending under the server's limit (protocol.md §6): some at once, then one each interval.</summary>
internal sealed class SendPace(TimeSpan interval, int burst, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();

    // When all that was sent will have been paid for at one message each interval.
    private TimeSpan _paid;

    /// <summary>Waits until the next message may go.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_lock)
        {
            var now = time.GetElapsedTime(_start);
            _paid = (_paid > now ? _paid : now) + interval;
            wait = _paid - now - (burst * interval);
        }

        return wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellationToken) : Task.CompletedTask;
    }
}
