namespace Tqq.Server.Cluster;

/// <summary>
/// Requests of one account that are done one after the other, each to its end, in the order of coming. Whatever is being done pins the
/// account in memory. To be used in the account's turns only.
/// </summary>
internal sealed class RequestQueue
{
    private Queue<TaskCompletionSource>? _waiting;
    private int _pins;

    /// <summary>Whether a request is being done.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Whether anything is being done, so that the account has to stay in memory.</summary>
    public bool IsPinned => _pins > 0;

    /// <summary>Something begins, until whose end the account stays in memory.</summary>
    public void Pin() => _pins++;

    /// <summary>It has ended.</summary>
    public void Unpin() => _pins--;

    /// <summary>Does something during which the account stays in memory.</summary>
    public async Task<T> PinnedAsync<T>(Func<Task<T>> work)
    {
        Pin();
        try
        {
            return await work();
        }
        finally
        {
            Unpin();
        }
    }

    /// <summary>Does something when the requests that came before it are done.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> request) => PinnedAsync(async () =>
    {
        await EnterAsync();
        try
        {
            return await request();
        }
        finally
        {
            Leave();
        }
    });

    /// <summary>Ends when it is this one's time.</summary>
    public Task EnterAsync()
    {
        if (!IsBusy)
        {
            IsBusy = true;
            return Task.CompletedTask;
        }

        var place = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        (_waiting ??= []).Enqueue(place);
        return place.Task;
    }

    /// <summary>One is done: the next begins.</summary>
    public void Leave()
    {
        if (_waiting is { Count: > 0 })
            _waiting.Dequeue().SetResult();
        else
            (IsBusy, _waiting) = (false, null);
    }
}
