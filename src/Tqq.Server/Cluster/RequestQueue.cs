namespace Tqq.Server.Cluster;

/// <summary>
/// Requests of one account that are done one after the other, each to its end, in the order of coming. To be used in the account's turns
/// only.
/// </summary>
internal struct RequestQueue
{
    private Queue<TaskCompletionSource>? _waiting;

    /// <summary>Whether one is being done.</summary>
    public bool IsBusy { get; private set; }

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
