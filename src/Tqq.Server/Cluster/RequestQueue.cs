namespace Tqq.Server.Cluster;

/// <summary>
/// Requests of one account that are done one after the other, each to its end, in the order of coming. Whatever is being done pins the
/// account in memory. To be used in the account's turns only.
/// </summary>
/// <param name="host">The account; what the queue remembers lies there.</param>
internal readonly struct RequestQueue(AccountHost host)
{
    /// <summary>Whether a request is being done.</summary>
    public bool IsBusy => host.Requests.IsBusy;

    /// <summary>Whether anything is being done, so that the account has to stay in memory.</summary>
    public bool IsPinned => host.Requests.Pins > 0;

    /// <summary>Something begins, until whose end the account stays in memory.</summary>
    public void Pin() => host.Requests.Pins++;

    /// <summary>It has ended.</summary>
    public void Unpin() => host.Requests.Pins--;

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
    public Task<T> RunAsync<T>(Func<Task<T>> request)
    {
        var queue = this;
        return PinnedAsync(async () =>
        {
            await queue.EnterAsync();
            try
            {
                return await request();
            }
            finally
            {
                queue.Leave();
            }
        });
    }

    /// <summary>Ends when it is this one's time.</summary>
    public Task EnterAsync()
    {
        ref var requests = ref host.Requests;
        if (!requests.IsBusy)
        {
            requests.IsBusy = true;
            return Task.CompletedTask;
        }

        var place = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        (requests.Waiting ??= []).Enqueue(place);
        return place.Task;
    }

    /// <summary>One is done: the next begins.</summary>
    public void Leave()
    {
        ref var requests = ref host.Requests;
        if (requests.Waiting is { Count: > 0 } waiting)
            waiting.Dequeue().SetResult();
        else
            (requests.IsBusy, requests.Waiting) = (false, null);
    }

    /// <summary>What the queue remembers. It lies in the account's host: to be used where it stands, never as a copy.</summary>
    internal struct State
    {
        /// <summary>Those whose time has not come; null where there are none.</summary>
        public Queue<TaskCompletionSource>? Waiting;

        /// <summary>How many things are being done.</summary>
        public int Pins;

        /// <summary>Whether a request is being done.</summary>
        public bool IsBusy;
    }
}
