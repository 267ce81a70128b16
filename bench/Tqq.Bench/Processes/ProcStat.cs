using System.Globalization;

namespace Tqq.Bench.Processes;

/// <summary>A line of /proc/PID/stat, as far as it is needed.</summary>
/// <param name="Id">Of the process.</param>
/// <param name="Parent">Of its parent.</param>
/// <param name="Ticks">
/// Processor time, user and system, of the process and of those of its children that have ended and were waited for; 1/100 s.
/// </param>
internal readonly record struct ProcStat(int Id, int Parent, long Ticks)
{
    private const double MicrosecondsPerTick = 10_000; // USER_HZ is 100 on every Linux that .NET runs on

    /// <summary>The same processor time in microseconds.</summary>
    public double CpuMicroseconds => Ticks * MicrosecondsPerTick;

    /// <summary>Reads it. The name stands in parentheses and may hold spaces and parentheses itself.</summary>
    public static ProcStat Parse(string line)
    {
        var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        return new(Number(line[..line.IndexOf(' ')]), Number(fields[1]), fields[11..15].Sum(field => (long)Number(field)));
    }

    /// <summary>A process and all that descend from it, out of all.</summary>
    public static IEnumerable<ProcStat> Tree(int root, IReadOnlyCollection<ProcStat> all)
    {
        var children = all.ToLookup(process => process.Parent);
        var waiting = new Stack<ProcStat>(all.Where(process => process.Id == root));
        while (waiting.TryPop(out var process))
        {
            yield return process;
            foreach (var child in children[process.Id])
                waiting.Push(child);
        }
    }

    private static int Number(string field) => int.Parse(field, CultureInfo.InvariantCulture);
}
