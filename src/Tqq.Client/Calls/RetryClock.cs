namespace Tqq.Client;

/// <summary>The tries of one call: how long it may still be tried, how long to wait before the next try, and what earlier tries have left open.</summary>
internal sealed class RetryClock(TimeSpan budget, TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly long _start = time.GetTimestamp();
    private TimeSpan _next = First;

    /// <summary>For how long the call has been tried.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>Whether a text went out and no reply to it came: it may have been taken.</summary>
    public bool HasTextInDoubt { get; set; }

    /// <summary>The wait before the next try, twice the one before; null when the budget is used up.</summary>
    public TimeSpan? NextWait()
    {
        var wait = _next;
        _next = _next * 2 < Longest ? _next * 2 : Longest;
        return Elapsed + wait <= budget ? wait : null;
    }
}
