using Tqq.EndToEnd.Tests.Running;

namespace Tqq.Faults.PowerCuts;

/// <summary>A server that stands still: every thread of it has left the kernel and is stopped.</summary>
internal static class Standstill
{
    private const int Stop = 19;
    private const int Continue = 18;

    public static async Task BeginAsync(RunningServer server)
    {
        server.Signal(Stop);
        while (Directory.EnumerateDirectories($"/proc/{server.ProcessId}/task").Any(task => !IsStopped(task)))
            await Task.Delay(1);
    }

    public static void End(RunningServer server) => server.Signal(Continue);

    private static bool IsStopped(string task)
    {
        var stat = File.ReadAllText(Path.Combine(task, "stat"));
        return stat[stat.LastIndexOf(')') + 2] == 'T';
    }
}
