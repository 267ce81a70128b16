namespace Tqq.Server.Web.Api.Signing;

/// <summary>
/// Attempts to sign in that are held back because others failed before them (protocol.md §5.1). There is a place for so many: a flood of
/// them is not to hold the web port.
/// </summary>
internal sealed class HeldSignIns(TimeProvider time)
{
    /// <summary>How many places there are.</summary>
    public const int Most = 200;

    /// <summary>When to try again where there was no place: they are held back for 20 s at the longest.</summary>
    public static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(20);

    private int _held;

    /// <summary>Waits for a time.</summary>
    /// <returns>False where there was no place to wait.</returns>
    public async ValueTask<bool> WaitAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        if (delay <= TimeSpan.Zero)
            return true;
        try
        {
            if (Interlocked.Increment(ref _held) > Most)
                return false;
            await Task.Delay(delay, time, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref _held);
        }
    }
}
