namespace Tqq.Bench.Figures;

/// <summary>What many measurements come down to.</summary>
internal static class Numbers
{
    /// <summary>The middle one, or the mean of the two in the middle; of none: not a number.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The smallest value that at least this share of all values does not exceed; of none: not a number.</summary>
    /// <param name="sorted">In ascending order.</param>
    /// <param name="share">Above 0, up to 1.</param>
    public static double Percentile(IReadOnlyList<double> sorted, double share) =>
        sorted.Count == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
}
