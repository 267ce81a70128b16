using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Tqq.Client;

/// <summary>Yields what comes to one reader at a time; others may look meanwhile.</summary>
/// <param name="inbox">What was handed out.</param>
/// <param name="fetch">Asks the server for more if, when its turn comes, that is still wanted.</param>
/// <param name="interval">How long to wait between two polls that find nothing.</param>
/// <param name="time">The clock.</param>
internal sealed class InboxReader(Inbox inbox, Func<Func<bool>, CancellationToken, Task> fetch, Func<TimeSpan> interval, TimeProvider time)
{
    private int _readers;

    public async IAsyncEnumerable<Incoming> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _readers, 1) != 0)
            throw new InvalidOperationException("Only one may read at a time.");
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                while (!cancellationToken.IsCancellationRequested && inbox.Next() is { } item)
                    yield return item;
                await PollAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            inbox.Return();
            Volatile.Write(ref _readers, 0);
        }
    }

    public async Task<ImmutableArray<Incoming>> PeekAsync(CancellationToken cancellationToken)
    {
        await fetch(() => !inbox.HasUnsettled, cancellationToken).ConfigureAwait(false);
        return inbox.Snapshot();
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        try
        {
            await fetch(() => inbox.WantsMore, cancellationToken).ConfigureAwait(false);
            if (inbox.HasUnyielded)
                return;
            await Task.Delay(interval(), time, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The stream ends; it does not fail.
        }
    }
}
