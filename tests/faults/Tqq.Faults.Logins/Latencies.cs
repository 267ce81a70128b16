using System.Collections.Concurrent;
using System.Diagnostics;

namespace Tqq.Faults.Logins;

/// <summary>How long things took, in milliseconds.</summary>
internal sealed class Latencies
{
    private readonly ConcurrentBag<double> _all = [];

    public int Count => _all.Count;

    public async Task<T> MeasureAsync<T>(Func<Task<T>> work)
    {
        var start = Stopwatch.GetTimestamp();
        var result = await work();
        _all.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        return result;
    }

    public double At(double share)
    {
        var sorted = _all.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
    }
}
