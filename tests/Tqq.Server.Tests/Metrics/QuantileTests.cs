using Tqq.Server.Metrics;

namespace Tqq.Server.Tests.Metrics;

public sealed class QuantileTests
{
    [Theory]
    [InlineData(0.5, 1.0)]
    [InlineData(0.25, 0.5)]
    [InlineData(0.75, 6.0)]
    [InlineData(1.0, 11.0)]
    public void Within_a_bucket_values_are_evenly_spread(double part, double value) =>
        Assert.Equal(value, Quantile.Of([10, 10, 0], [1, 11], part), 6);

    [Fact]
    public void Beyond_the_last_bound_a_value_is_as_large_as_that() => Assert.Equal(11, Quantile.Of([0, 0, 4], [1, 11], 0.5));

    [Fact]
    public void Of_nothing_there_is_none() => Assert.Equal(double.NaN, Quantile.Of([0, 0, 0], [1, 11], 0.5));
}
