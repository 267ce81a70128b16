namespace Tqq.Server.Cluster;

/// <summary>
/// Turns that are to be had and for which one thread is enough: those that one thread has others go on with, as the journal does when many messages are on disk
/// at once. To wake a thread for each costs more than most turns take.
/// </summary>
internal sealed class TurnsTogether : IThreadPoolWorkItem
{
    // What one thread takes along: few enough to leave something for the other cores where very many go on at once.
    private const int Most = 16;

    // Then the thread lets other work come in between.
    private const int MostInARow = 32;

    [ThreadStatic]
    private static TurnsTogether? t_running;

    [ThreadStatic]
    private static TurnsTogether? t_last;

    private readonly Queue<AccountTurns> _turns = new(Most);
    private bool _isFull;

    /// <summary>Has an account's waiting work done: by this thread when it has done with the turns it is at, or else soon by another.</summary>
    public static void Schedule(AccountTurns turns)
    {
        if (t_running is { } running)
        {
            running._turns.Enqueue(turns);
        }
        else if (t_last?.TryAdd(turns) is not true)
        {
            var together = t_last = new();
            together._turns.Enqueue(turns);
            ThreadPool.UnsafeQueueUserWorkItem(together, preferLocal: true);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        // Nobody else adds anything from here on.
        lock (_turns)
            _isFull = true;
        t_running = this;
        try
        {
            for (var done = 0; done < MostInARow && _turns.TryDequeue(out var turns); done++)
                turns.RunWaiting();
        }
        finally
        {
            t_running = null;
            if (_turns.Count > 0)
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        // Last: whatever goes on now, no account waits for this thread any more.
        AccountTurns.DoAfterwards();
    }

    private bool TryAdd(AccountTurns turns)
    {
        lock (_turns)
        {
            if (_isFull)
                return false;
            _turns.Enqueue(turns);
            _isFull = _turns.Count == Most;
            return true;
        }
    }
}
