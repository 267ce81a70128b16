namespace Tqq.Cli.Benching.Planning;

/// <summary>Numbers that look like chance and are the same in every run, so that a load can be repeated.</summary>
internal static class Scramble
{
    /// <summary>A number below a limit that depends on two others only.</summary>
    /// <param name="number">For instance that of an arrival.</param>
    /// <param name="purpose">Keeps apart what is drawn for one and the same number.</param>
    /// <param name="below">The limit, above 0.</param>
    public static int Draw(long number, ulong purpose, int below)
    {
        // The finalizer of SplitMix64: every bit of the number moves every bit of the result.
        var mixed = unchecked((ulong)number + ((purpose + 1) * 0x9E3779B97F4A7C15));
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return (int)((mixed ^ (mixed >> 31)) % (ulong)below);
    }
}
