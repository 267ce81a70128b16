namespace Tqq.Cli.Benching.Planning;

/// <summary>
/// When what arrives: the load as a function of numbers, without a clock. Arrivals are spread evenly over time, in steps of a millisecond, and go
/// round the accounts, so that each calls in regular intervals.
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
