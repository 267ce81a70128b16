using Tqq.Bench.Others.Checking;

namespace Tqq.Bench.Others.Rounds;

/// <summary>What one round of one variant came to.</summary>
/// <param name="PerSecond">Messages received in a second.</param>
/// <param name="CpuOfOne">Microseconds of processor time of the server for each of them.</param>
/// <param name="ServerShare">Which part of a core the server used.</param>
/// <param name="GeneratorShare">Which part of a core the load generator used.</param>
/// <param name="Median">From sending to receipt, milliseconds.</param>
/// <param name="Percentile99">The same, of the slowest hundredth the fastest.</param>
/// <param name="Tally">What became of all messages of the round.</param>
internal sealed record RoundResult(double PerSecond, double CpuOfOne, double ServerShare, double GeneratorShare, double Median,
    double Percentile99, Tally Tally);
