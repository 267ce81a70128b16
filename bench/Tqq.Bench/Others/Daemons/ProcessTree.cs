using System.Globalization;
using Tqq.Bench.Processes;

namespace Tqq.Bench.Others.Daemons;

/// <summary>What a process and all that descend from it have used, from /proc.</summary>
internal static class ProcessTree
{
    /// <summary>Processor time so far, user and system, in microseconds.</summary>
    public static double CpuMicroseconds(int root) => Members(root).Sum(process => process.CpuMicroseconds);

    /// <summary>Memory in bytes; what processes share is split between them (PSS).</summary>
    public static long Memory(int root) => Members(root).Sum(process => ProportionalSet(process.Id));

    /// <summary>The processes that there are now.</summary>
    public static int[] Ids(int root) => [.. Members(root).Select(process => process.Id)];

    private static IEnumerable<ProcStat> Members(int root) => ProcStat.Tree(root,
        [.. Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0]))
            .Select(path => Read(path + "/stat")).Where(line => line.Length > 0).Select(ProcStat.Parse)]);

    private static long ProportionalSet(int id)
    {
        var line = Read($"/proc/{id}/smaps_rollup").Split('\n').FirstOrDefault(line => line.StartsWith("Pss:", StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line["Pss:".Length..^"kB".Length], CultureInfo.InvariantCulture) * 1024;
    }

    // A process can end between being listed and being read.
    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
