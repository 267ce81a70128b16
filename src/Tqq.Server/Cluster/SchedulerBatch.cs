namespace Tqq.Server.Cluster;

/// <summary>
/// Accounts with work that one thread runs one after the other: those that one thread has go on, as the journal does when many messages are
/// on disk at once. To wake a thread for each costs more than most turns take.
/// </summary>
internal sealed class SchedulerBatch : IThreadPoolWorkItem
{
    // What one thread takes along: few enough to leave something for the other cores where very many go on at once.
    private const int Most = 16;

    // Then the thread lets other work come in between.
    private const int MostInARow = 32;

    [ThreadStatic]
    private static SchedulerBatch? t_running;

    [ThreadStatic]
    private static SchedulerBatch? t_last;

    // What is left to do when the turns of this thread are over.
    [ThreadStatic]
    private static Queue<Action>? t_deferred;

    private readonly Queue<IQueuedTurns> _accounts = new(Most);
    private bool _isFull;

    /// <summary>
    /// In a turn: does something when it is over, on the same thread: what goes on then must not have the turn, and should not cost another
    /// thread.
    /// </summary>
    public static void AfterTurn(Action action) => (t_deferred ??= new()).Enqueue(action);

    /// <summary>Outside of turns: does what the turns of this thread have left to do.</summary>
    public static void RunDeferred()
    {
        while (t_deferred is { } deferred && deferred.TryDequeue(out var action))
            action();
    }

    /// <summary>
    /// Has an account's waiting work done: by this thread when it has done with the turns it is at, or else soon by another.
    /// </summary>
    public static void Schedule(IQueuedTurns account)
    {
        if (t_running is { } running)
        {
            running._accounts.Enqueue(account);
        }
        else if (t_last?.TryAdd(account) is not true)
        {
            var batch = t_last = new();
            batch._accounts.Enqueue(account);
            ThreadPool.UnsafeQueueUserWorkItem(batch, preferLocal: true);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        // Nobody else adds anything from here on.
        lock (_accounts)
            _isFull = true;
        t_running = this;
        try
        {
            for (var done = 0; done < MostInARow && _accounts.TryDequeue(out var account); done++)
                account.Run();
        }
        finally
        {
            t_running = null;
            if (_accounts.Count > 0)
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        // Last: whatever goes on now, no account waits for this thread any more.
        RunDeferred();
    }

    private bool TryAdd(IQueuedTurns account)
    {
        lock (_accounts)
        {
            if (_isFull)
                return false;
            _accounts.Enqueue(account);
            _isFull = _accounts.Count == Most;
            return true;
        }
    }
}

/// <summary>An account with work that is queued.</summary>
internal interface IQueuedTurns
{
    /// <summary>Runs some of its work, each piece in a turn, on this thread.</summary>
    void Run();
}
