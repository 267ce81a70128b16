using System.Runtime.InteropServices;

namespace Tqq.Server.Metrics;

/// <summary>What the process itself needs.</summary>
internal static class RuntimeFigures
{
    private const string OpenFiles = "/proc/self/fd";

    /// <summary>Makes them.</summary>
    /// <param name="figures">Where they stand.</param>
    /// <param name="version">The version of the program.</param>
    /// <param name="started">When the server started.</param>
    /// <param name="mostFiles">How many files the process may have open; null where that is not known.</param>
    public static void Add(FigureList figures, string version, DateTimeOffset started, int? mostFiles)
    {
        figures.Gauge("tqq.info", "", "1; the label says the version of the program.", _ => 1, new FigureLabel("version", [version]));
        figures.Gauge("tqq.started", "s", "When the server started, in seconds since 1970.",
            _ => started.ToUnixTimeMilliseconds() / 1000.0);
        figures.CountElsewhere("tqq.process.cpu", "s", "Processor time of the process, of all cores.",
            _ => Environment.CpuUsage.TotalTime.TotalSeconds);
        figures.Gauge("tqq.process.memory", "By", "Memory of the process: all that it has of the machine, and of that the heap.",
            part => part == 0 ? Environment.WorkingSet : GC.GetTotalMemory(forceFullCollection: false),
            new FigureLabel("of", ["all", "heap"]));
        figures.CountElsewhere("tqq.gc.collections", "", "Garbage collections, by generation; those of 2 look at all of the heap.",
            generation => GC.CollectionCount(generation), new FigureLabel("generation", ["0", "1", "2"]));
        figures.CountElsewhere("tqq.gc.pause", "s", "How long all threads stood still for garbage collections.",
            _ => GC.GetTotalPauseDuration().TotalSeconds);
        figures.Gauge("tqq.threads", "", "Threads of the pool.", _ => ThreadPool.ThreadCount);
        figures.Gauge("tqq.threads.waiting_work", "", "Work that waits for a thread of the pool.", _ => ThreadPool.PendingWorkItemCount);
        figures.Gauge("tqq.open_files", "", "Open files and connections of the process, and how many there may be.",
            part => part == 0 ? CountFiles() : mostFiles ?? double.NaN, new FigureLabel("of", ["now", "most"]));
    }

    private static double CountFiles()
    {
        try
        {
            return RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? Directory.GetFileSystemEntries(OpenFiles).Length : double.NaN;
        }
        catch (IOException)
        {
            return double.NaN;
        }
    }
}
