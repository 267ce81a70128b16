namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Reads on threads of the pool, so that nobody waits for a disk that hangs for longer than he may: neither the request, nor the thread
/// that hears of all connections' bytes.
/// </summary>
/// <param name="time">Where time comes from.</param>
/// <param name="limit">How long a read may take.</param>
internal sealed class TimedReads(TimeProvider time, TimeSpan limit)
{
    /// <summary>Reads something.</summary>
    /// <exception cref="StoreBusyException">It took too long.</exception>
    public async Task<T> ReadAsync<T>(Func<T> read, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(read, cancellationToken).WaitAsync(limit, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new StoreBusyException("the store could not be read in time: its disk hangs", e);
        }
    }
}
