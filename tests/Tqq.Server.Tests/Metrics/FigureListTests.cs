using System.Diagnostics.Metrics;
using Tqq.Server.Metrics;

namespace Tqq.Server.Tests.Metrics;

public sealed class FigureListTests
{
    private static readonly FigureLabel Door = new("door", ["front", "back"]);
    private static readonly FigureLabel Result = new("result", ["in", "out"]);

    [Theory]
    [InlineData("tqq.requests", "", true, "tqq_requests_total")]
    [InlineData("tqq.process.cpu", "s", true, "tqq_process_cpu_seconds_total")]
    [InlineData("tqq.store.size", "By", false, "tqq_store_size_bytes")]
    [InlineData("tqq.streams", "", false, "tqq_streams")]
    public void A_name_for_Prometheus_is_the_one_that_a_collector_makes_of_the_instrument(
        string instrument, string unit, bool isCounter, string name)
    {
        using var figures = new FigureList();
        Figure made = isCounter ? figures.CountElsewhere(instrument, unit, "", _ => 0) : figures.Gauge(instrument, unit, "", _ => 0);
        Assert.Equal(name, made.Name);
        Assert.Same(made, figures.Find(name));
    }

    [Fact]
    public void A_name_is_there_once()
    {
        using var figures = new FigureList();
        figures.Count("tqq.doors", "");
        Assert.Throws<InvalidOperationException>(() => figures.Count("tqq.doors", ""));
    }

    [Fact]
    public void Parts_are_all_combinations_of_the_values_of_the_labels_and_the_last_label_changes_fastest()
    {
        using var figures = new FigureList();
        Assert.Equal(["front in", "front out", "back in", "back out"],
            figures.Count("tqq.doors", "", Door, Result).Tags.Select(tags => string.Join(' ', tags.Select(tag => tag.Value))));
    }

    [Fact]
    public void To_count_and_to_measure_allocates_nothing()
    {
        using var figures = new FigureList();
        var (count, time) = (figures.Count("tqq.doors", "", Door), figures.Time("tqq.opening", "", Door));
        Measure();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Measure();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Measure()
        {
            count.Add(1);
            time.Record(TimeSpan.FromMilliseconds(3), 1);
        }
    }

    [Fact]
    public void A_value_is_in_the_first_bucket_whose_bound_it_does_not_exceed()
    {
        using var figures = new FigureList();
        var sizes = figures.Spread("tqq.sizes", "", [1, 10]);
        foreach (var size in (double[])[0.5, 1, 1.5, 10, 11])
            sizes.Record(size);
        Assert.Equal([2, 2, 1], sizes.Counts());
        Assert.Equal(24, sizes.Sum(0));
    }

    [Fact]
    public void Whoever_listens_to_the_meter_hears_the_same_numbers()
    {
        using var figures = new FigureList();
        var (count, time) = (figures.Count("tqq.doors", "", Door), figures.Time("tqq.opening", "", Door));
        figures.Gauge("tqq.open", "", "", part => part == 0 ? double.NaN : 7, Door);
        var heard = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter == figures.Meter)
                listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            heard.Add($"{instrument.Name} {tags[0].Value} {value}"));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            heard.Add(FormattableString.Invariant($"{instrument.Name} {tags[0].Value} {value}")));
        listener.Start();
        count.Add(1, by: 3);
        time.Record(TimeSpan.FromSeconds(2), 0);
        listener.RecordObservableInstruments();
        Assert.Equal(["tqq.doors back 3", "tqq.doors front 0", "tqq.open back 7", "tqq.opening front 2"],
            heard.Order(StringComparer.Ordinal));
    }
}
