namespace Tqq.Bench.Duels;

/// <summary>What a server did in some time.</summary>
/// <param name="Speed">Replies per second.</param>
/// <param name="Cost">Microseconds of its processor time for each.</param>
/// <param name="Generator">
/// The part of a core that the load generator took meanwhile: where that is all of it, the server could have done more.
/// </param>
internal readonly record struct Measured(double Speed, double Cost, double Generator);
