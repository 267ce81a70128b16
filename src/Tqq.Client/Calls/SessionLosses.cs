namespace Tqq.Client;

/// <summary>
/// Sessions that were lost without a word why. A server that restarts loses one; when three go within a minute, another client on the same
/// account takes them, and logging in once more would only go on with that.
/// </summary>
internal sealed class SessionLosses(TimeProvider time)
{
    private const int Most = 3;
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    private readonly Queue<long> _recent = new();

    /// <summary>Another one is lost.</summary>
    /// <returns>Whether they are too many for an accident.</returns>
    public bool Add()
    {
        while (_recent.TryPeek(out var oldest) && time.GetElapsedTime(oldest) > s_window)
            _recent.Dequeue();
        _recent.Enqueue(time.GetTimestamp());
        return _recent.Count >= Most;
    }
}
