using Tqq.Bench.Others.Rounds;

namespace Tqq.Bench.Tests.Others;

public sealed class SettingsTests
{
    [Fact]
    public void Without_arguments_it_is_a_hundred_pairs_and_five_rounds() =>
        Assert.Equivalent(new Settings(100, 5, TimeSpan.FromSeconds(5), []), Settings.Parse([]));

    [Fact]
    public void Numbers_come_first_and_names_behind_them() =>
        Assert.Equivalent(new Settings(20, 3, TimeSpan.FromSeconds(5), ["Tqq", "Redis"]), Settings.Parse(["20", "3", "Tqq", "Redis"]));

    [Theory]
    [InlineData("0", "others: PAIRS is \"0\"; may be 1 to 400")]
    [InlineData("401", "others: PAIRS is \"401\"; may be 1 to 400")]
    [InlineData("-1", "others: PAIRS is \"-1\"; may be 1 to 400")]
    public void A_wrong_number_says_what_is_allowed(string pairs, string expected) =>
        Assert.Equal(expected, Assert.Throws<FormatException>(() => Settings.Parse([pairs])).Message);

    [Fact]
    public void More_than_three_numbers_are_refused() => Assert.Throws<FormatException>(() => Settings.Parse(["1", "2", "3", "4"]));
}
