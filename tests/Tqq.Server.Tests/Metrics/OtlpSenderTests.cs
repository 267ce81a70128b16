using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Tqq.Server.Metrics;

namespace Tqq.Server.Tests.Metrics;

public sealed class OtlpSenderTests
{
    private static readonly FigureLabel Door = new("door", ["front", "back"]);

    [Fact]
    public async Task A_collector_gets_the_figures_of_this_server_with_the_bounds_of_their_histograms()
    {
        await using var collector = await OtlpCollector.StartAsync();
        using var figures = new FigureList();
        using var others = new FigureList();
        others.Count("tqq.doors.of_others", "").Add();
        var time = figures.Time("tqq.opening", "How long a door takes.", Door);
        figures.Count("tqq.doors", "Doors that were opened.", Door).Add(1, by: 3);
        figures.Gauge("tqq.room", "By", "Room.", _ => 1.5);
        using var sender = new OtlpSender(figures, collector.Address, "1.0", NullLogger<OtlpSender>.Instance, TimeProvider.System);
        time.Record(TimeSpan.FromMilliseconds(3), 1);
        Assert.True(await Task.Run(sender.Send, TestContext.Current.CancellationToken));
        Assert.Equal(("/v1/metrics", "application/x-protobuf"), collector.Last);
        Assert.Equal(["tqq.doors door=back 3", "tqq.doors door=front 0", "tqq.opening door=back 1 to 0.005", "tqq.room 1.5"],
            collector.Points().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_was_counted_last_is_sent_when_the_server_stops()
    {
        await using var collector = await OtlpCollector.StartAsync();
        using var figures = new FigureList();
        var count = figures.Count("tqq.doors", "");
        var sender = new OtlpSender(figures, collector.Address, "1.0", NullLogger<OtlpSender>.Instance, TimeProvider.System);
        count.Add(by: 2);
        await Task.Run(sender.Dispose, TestContext.Current.CancellationToken);
        Assert.Equal(["tqq.doors 2"], collector.Points());
    }

    [Fact]
    public async Task That_a_collector_takes_nothing_is_said_once_in_ten_minutes()
    {
        using var figures = new FigureList();
        var (log, time) = (new FakeLogger<OtlpSender>(), new FakeTimeProvider());
        figures.Count("tqq.doors", "").Add();
        // Nobody listens there.
        using var sender = new OtlpSender(figures, new("http://127.0.0.1:1"), "1.0", log, time);
        await Task.Run(sender.Send, TestContext.Current.CancellationToken);
        await Task.Run(sender.Send, TestContext.Current.CancellationToken);
        Assert.Contains("127.0.0.1:1", Assert.Single(log.Collector.GetSnapshot()).Message, StringComparison.Ordinal);
        time.Advance(TimeSpan.FromMinutes(10));
        await Task.Run(sender.Send, TestContext.Current.CancellationToken);
        Assert.Equal(2, log.Collector.Count);
        Assert.DoesNotContain('\n', log.LatestRecord.Message);
    }
}
