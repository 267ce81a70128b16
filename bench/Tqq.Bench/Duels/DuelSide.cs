using Tqq.Bench.Loads;
using Tqq.Bench.Processes;

namespace Tqq.Bench.Duels;

/// <summary>A server and the load that it gets.</summary>
/// <param name="Server">The process whose processor time counts.</param>
/// <param name="Load">The load.</param>
internal sealed record DuelSide(Child Server, ClosedLoop Load)
{
    /// <summary>Measures for some time.</summary>
    public Measured Measure(TimeSpan time)
    {
        var (server, generator) = (Server.CpuMicroseconds(), Environment.CpuUsage.TotalTime);
        var (replies, took) = Load.Run(time);
        return new(replies / took.TotalSeconds, (Server.CpuMicroseconds() - server) / replies,
            (Environment.CpuUsage.TotalTime - generator) / took);
    }
}
