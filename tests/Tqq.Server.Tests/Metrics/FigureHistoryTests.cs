using Tqq.Server.Metrics;

namespace Tqq.Server.Tests.Metrics;

public sealed class FigureHistoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FigureHistory _history = new();
    private int _added;

    [Fact]
    public void An_hour_a_day_and_a_week_are_kept_and_no_more()
    {
        AddSome(60 * 24 * 8 * 6);
        foreach (var (span, length) in new[] { (HistorySpan.Hour, 1), (HistorySpan.Day, 24), (HistorySpan.Week, 24 * 7) })
            Assert.Equal(TimeSpan.FromHours(length), _history.Read(span).Steps.Length * FigureHistory.StepOf(span));
    }

    [Fact]
    public void Steps_stand_oldest_first_and_the_last_ends_at_the_end()
    {
        AddSome(361);
        var (steps, end) = _history.Read(HistorySpan.Hour);
        Assert.Equal((1, 360, Start + TimeSpan.FromSeconds(3610)), (steps[0].Online, steps[^1].Online, end));
        Assert.Equal(Start + TimeSpan.FromSeconds(3600), _history.Read(HistorySpan.Day).End);
    }

    [Fact]
    public void A_step_of_the_day_is_the_mean_of_its_thirty_of_delays_the_worst_of_errors_the_sum_and_the_unknown_is_left_out()
    {
        for (var at = 0; at < 30; at++)
            Add(new FigureSample(at, at, 1, 0, at == 7 ? 3 : double.NaN, double.NaN, 100, Errors: 1));
        Assert.Equal(new FigureSample(14.5, 14.5, 1, 0, 3, double.NaN, 100, 30), Assert.Single(_history.Read(HistorySpan.Day).Steps));
        Assert.Empty(_history.Read(HistorySpan.Week).Steps);
    }

    [Fact]
    public void Before_the_first_step_there_is_nothing() =>
        Assert.Equal((0, null), (_history.Read(HistorySpan.Hour).Steps.Length, _history.Read(HistorySpan.Hour).End));

    private void AddSome(int count)
    {
        for (var at = 0; at < count; at++)
            Add(new FigureSample(0, at, 0, 0, 0, 0, 0, 0));
    }

    private void Add(FigureSample sample) => _history.Add(sample, Start + (FigureHistory.Step * ++_added));
}
