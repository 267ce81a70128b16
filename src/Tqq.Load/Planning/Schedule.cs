namespace Tqq.Load.Planning;

/// <summary>
/// When what arrives: the load as a function of numbers, without a clock. Arrivals are spread evenly over time, in steps of a millisecond,
/// and go round the accounts, so that each calls in regular intervals.
/// </summary>
/// <param name="rate">Arrivals per second, above 0.</param>
/// <param name="accounts">How many accounts, at least 2.</param>
/// <param name="mix">What they do.</param>
internal sealed class Schedule(double rate, int accounts, Mix mix)
{
    private const ulong ReceiverPurpose = 2;

    /// <summary>The arrival of a number.</summary>
    public Arrival At(long number) => new(number, Due(number), (int)(number % accounts), mix.Pick(number));

    /// <summary>How many have arrived before this time.</summary>
    /// <param name="time">Since the start.</param>
    public long CountBefore(TimeSpan time)
    {
        var count = (long)(time.TotalSeconds * rate);
        while (Due(count) < time.TotalMicroseconds)
            count++;
        while (count > 0 && Due(count - 1) >= time.TotalMicroseconds)
            count--;
        return count;
    }

    /// <summary>To whom an arrival sends: any account but its own.</summary>
    public int ReceiverOf(Arrival arrival)
    {
        var other = Scramble.Draw(arrival.Number, ReceiverPurpose, accounts - 1);
        return other < arrival.Account ? other : other + 1;
    }

    private long Due(long number) => (long)(number / rate * 1000) * 1000;
}

/// <summary>One request that has to go out at its time, whatever has become of those before it.</summary>
/// <param name="Number">Counted from 0.</param>
/// <param name="Due">When, in microseconds since the start.</param>
/// <param name="Account">Whose, as an index.</param>
/// <param name="Operation">What it does.</param>
internal readonly record struct Arrival(long Number, long Due, int Account, LoadOperation Operation);

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
