using Tqq.Bench.Figures;

namespace Tqq.Bench.Duels;

/// <summary>
/// Two servers measured in turn: what each did in each round. Whatever the neighbours of this machine did, they did it to both.
/// </summary>
internal sealed record DuelResult(IReadOnlyList<Measured> First, IReadOnlyList<Measured> Second)
{
    /// <summary>Medians of the first.</summary>
    public Measured MedianOfFirst => Median(First);

    /// <summary>Medians of the second.</summary>
    public Measured MedianOfSecond => Median(Second);

    /// <summary>How many times as fast as the second the first is: the median of the rounds' ratios.</summary>
    public double Speed => Numbers.Median(First.Zip(Second, (one, other) => one.Speed / other.Speed));

    /// <summary>How many times as much processor time the first takes.</summary>
    public double Cost => Numbers.Median(Costs);

    /// <summary>The same of each round.</summary>
    public IEnumerable<double> Costs => First.Zip(Second, (one, other) => one.Cost / other.Cost);

    /// <summary>Measures.</summary>
    /// <param name="first">One.</param>
    /// <param name="second">The other.</param>
    /// <param name="warmUps">Rounds that do not count.</param>
    /// <param name="rounds">Rounds that do.</param>
    /// <param name="time">How long a round is for each.</param>
    public static DuelResult Of(DuelSide first, DuelSide second, int warmUps, int rounds, TimeSpan time)
    {
        var (ones, others) = (new List<Measured>(), new List<Measured>());
        for (var round = -warmUps; round < rounds; round++)
        {
            // Each goes first in every second round: what one leaves behind, a warm cache or a garbage collection, finds both alike.
            var isInOrder = round % 2 == 0;
            var (early, late) = isInOrder ? (first.Measure(time), second.Measure(time)) : (second.Measure(time), first.Measure(time));
            var (one, other) = isInOrder ? (early, late) : (late, early);
            if (round < 0)
                continue;
            ones.Add(one);
            others.Add(other);
        }

        return new(ones, others);
    }

    private static Measured Median(IReadOnlyList<Measured> rounds) =>
        new(Numbers.Median(rounds.Select(round => round.Speed)), Numbers.Median(rounds.Select(round => round.Cost)),
            Numbers.Median(rounds.Select(round => round.Generator)));
}
