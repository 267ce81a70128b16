using HdrHistogram;

namespace Tqq.Cli.Benching.Driving;

/// <summary>A distribution in six numbers, in microseconds; all 0 where nothing was counted.</summary>
internal sealed record Percentiles(long Count, long P50, long P90, long P99, long P999, long Max)
{
    public static Percentiles Of(LongHistogram histogram) => histogram.TotalCount == 0
        ? new(0, 0, 0, 0, 0, 0)
        : new(histogram.TotalCount, histogram.GetValueAtPercentile(50), histogram.GetValueAtPercentile(90), histogram.GetValueAtPercentile(99), histogram.GetValueAtPercentile(99.9), histogram.GetMaxValue());
}
