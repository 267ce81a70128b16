using Tqq.Bench.Loads;
using Tqq.Bench.Processes;

namespace Tqq.Bench.Duels;

/// <summary>A server and the load that it gets.</summary>
/// <param name="Server">The process whose processor time counts.</param>
/// <param name="Load">The load.</param>
internal sealed record Contender(Child Server, ClosedLoop Load)
{
    /// <returns>Replies per second, and microseconds of processor time for each.</returns>
    public (double Speed, double Cost) Measure(TimeSpan time)
    {
        var before = Server.CpuMicroseconds();
        var (replies, took) = Load.Run(time);
        return (replies / took.TotalSeconds, (Server.CpuMicroseconds() - before) / replies);
    }
}
