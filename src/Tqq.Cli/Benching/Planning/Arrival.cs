namespace Tqq.Cli.Benching.Planning;

/// <summary>One request that has to go out at its time, whatever has become of those before it.</summary>
/// <param name="Number">Counted from 0.</param>
/// <param name="Due">When, in microseconds since the start.</param>
/// <param name="Account">Whose, as an index.</param>
/// <param name="Operation">What it does.</param>
internal readonly record struct Arrival(long Number, long Due, int Account, BenchOperation Operation);
