using System.Collections.Immutable;

namespace Tqq.Server.Metrics;

/// <summary>Quantiles of what histograms have counted.</summary>
internal static class Quantile
{
    /// <summary>
    /// The value that a part of all values does not exceed, as Prometheus works it out: within a bucket values are taken for evenly
    /// spread, and beyond the last bound for as large as that.
    /// </summary>
    /// <param name="counts">How many values are in each bucket.</param>
    /// <param name="bounds">The upper bounds of the buckets but the last.</param>
    /// <param name="part">The part, from 0 to 1.</param>
    /// <returns>Not a number where there are no values.</returns>
    public static double Of(ReadOnlySpan<long> counts, ImmutableArray<double> bounds, double part)
    {
        var all = 0L;
        foreach (var count in counts)
            all += count;
        if (all == 0)
            return double.NaN;
        var (rank, below) = (part * all, 0L);
        for (var bucket = 0; bucket < bounds.Length; below += counts[bucket++])
        {
            if (counts[bucket] == 0 || below + counts[bucket] < rank)
                continue;
            var from = bucket == 0 ? 0 : bounds[bucket - 1];
            return from + ((bounds[bucket] - from) * (rank - below) / counts[bucket]);
        }

        return bounds[^1];
    }
}
