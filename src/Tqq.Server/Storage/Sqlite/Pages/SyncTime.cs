using System.Diagnostics;

namespace Tqq.Server.Storage.Sqlite.Pages;

/// <summary>
/// How long the disk took to make durable what one thread wrote. SQLite calls in between, so it is left where the thread finds it.
/// </summary>
internal static class SyncTime
{
    [ThreadStatic]
    private static long t_ticks;

    /// <summary>What it was since it was last asked, on this thread; null where nothing was made durable.</summary>
    public static TimeSpan? Take()
    {
        var ticks = t_ticks;
        t_ticks = 0;
        return ticks == 0 ? null : TimeSpan.FromSeconds((double)ticks / Stopwatch.Frequency);
    }

    /// <summary>So long it took, in ticks of the stopwatch.</summary>
    public static void Note(long ticks) => t_ticks += ticks;
}
