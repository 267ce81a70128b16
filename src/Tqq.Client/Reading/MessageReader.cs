using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Tqq.Client;

/// <summary>Reads what comes: one reader at a time, and beside it whoever only looks.</summary>
/// <param name="inbox">What was handed out.</param>
/// <param name="fetch">Sees to it that the inbox holds what there is.</param>
/// <param name="interval">How long to wait between two polls that find nothing.</param>
/// <param name="time">The clock.</param>
internal sealed class MessageReader(Inbox inbox, Func<CancellationToken, Task> fetch, Func<TimeSpan> interval, TimeProvider time)
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
                while (inbox.Peek() is { } item)
                {
                    try
                    {
                        yield return item;
                    }
                    finally
                    {
                        inbox.Take();
                    }

                    if (cancellationToken.IsCancellationRequested)
                        yield break;
                }

                await PollAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Volatile.Write(ref _readers, 0);
        }
    }

    public async Task<ImmutableArray<Incoming>> PeekAsync(CancellationToken cancellationToken)
    {
        if (!inbox.HasUntaken)
            await fetch(cancellationToken).ConfigureAwait(false);
        return inbox.Snapshot();
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        try
        {
            await fetch(cancellationToken).ConfigureAwait(false);
            if (inbox.HasUntaken)
                return;
            await Task.Delay(interval(), time, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The stream ends; it does not fail.
        }
    }
}
