using Tqq.Bench.Figures;

namespace Tqq.Bench.Tests.Figures;

public sealed class NumbersTests
{
    [Theory]
    [InlineData(2.0, 3.0, 1.0, 2.0)]
    [InlineData(2.5, 4.0, 1.0, 2.0, 3.0)]
    [InlineData(7.0, 7.0)]
    public void The_median_is_the_middle(double expected, params double[] values) => Assert.Equal(expected, Numbers.Median(values));

    [Fact]
    public void Of_nothing_there_is_none()
    {
        Assert.True(double.IsNaN(Numbers.Median([])));
        Assert.True(double.IsNaN(Numbers.Percentile([], 0.5)));
    }

    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(0.99, 99)]
    [InlineData(1.0, 100)]
    [InlineData(0.001, 1)]
    public void A_percentile_is_one_of_the_values(double share, double expected) =>
        Assert.Equal(expected, Numbers.Percentile([.. Enumerable.Range(1, 100).Select(value => (double)value)], share));
}
