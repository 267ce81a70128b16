using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tqq.Server.Metrics;

namespace Tqq.Server.Tests.Metrics;

public sealed class FigureSamplingTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new(2026, 1, 1, 23, 58, 0, TimeSpan.Zero));
    private readonly FigureList _figures = new();
    private readonly FigureHistory _history = new();
    private readonly FigureSampling _sampling;
    private readonly CountFigure _messages;
    private readonly SpreadFigure _wait;

    public FigureSamplingTests()
    {
        _messages = _figures.Count("tqq.messages", "");
        _wait = _figures.Time("tqq.store.wait", "");
        _sampling = new(_figures, _history, _time, NullLogger<FigureSampling>.Instance);
    }

    public void Dispose()
    {
        _sampling.Dispose();
        _figures.Dispose();
    }

    [Fact]
    public void A_minute_counts_what_came_within_it_and_the_curve_says_the_same_as_the_figure()
    {
        Pass(steps: 1, messages: 7);
        Pass(steps: 6, messages: 2);
        Assert.Equal(12, _sampling.MessagesOfLastMinute);
        Assert.Equal([7, 9, 11, 13, 15, 17, 12], _history.Read(HistorySpan.Hour).Steps.Select(step => step.MessagesPerMinute));
    }

    [Fact]
    public void A_day_begins_at_midnight()
    {
        Pass(steps: 12, messages: 1);
        Assert.Equal(0, _sampling.MessagesToday);
        Pass(steps: 1, messages: 5);
        Assert.Equal(5, _sampling.MessagesToday);
    }

    [Fact]
    public void A_delay_is_that_of_the_last_five_minutes()
    {
        _wait.Record(TimeSpan.FromSeconds(9));
        Pass(steps: 1);
        _wait.Record(TimeSpan.FromSeconds(0.0001));
        Pass(steps: 29);
        Assert.Equal((10, 2), (_sampling.Of(FigureDelay.ToDisk).P99, _sampling.Of(FigureDelay.ToDisk).Count), (x, y) =>
            Math.Abs(x.Item1 - y.Item1) < 0.5 && x.Item2 == y.Item2);
        Pass(steps: 1);
        Assert.Equal((1, true), (_sampling.Of(FigureDelay.ToDisk).Count, _sampling.Of(FigureDelay.ToDisk).P99 < 0.001));
        Pass(steps: 30);
        Assert.Equal(0, _sampling.Of(FigureDelay.ToDisk).Count);
    }

    [Fact]
    public void What_was_not_measured_in_a_step_is_not_known_of_it()
    {
        _wait.Record(TimeSpan.FromSeconds(0.2));
        Pass(steps: 2);
        Assert.Equal([false, true], _history.Read(HistorySpan.Hour).Steps.Select(step => double.IsNaN(step.ToDiskP99)));
    }

    private void Pass(int steps, int messages = 0)
    {
        for (var step = 0; step < steps; step++)
        {
            _messages.Add(by: messages);
            _time.Advance(FigureHistory.Step);
            _sampling.Look();
        }
    }
}
