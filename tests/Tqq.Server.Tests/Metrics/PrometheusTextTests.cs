using Tqq.Server.Metrics;

namespace Tqq.Server.Tests.Metrics;

public sealed class PrometheusTextTests
{
    [Fact]
    public void Figures_are_written_in_the_order_of_their_names_with_what_is_unknown_left_out()
    {
        using var figures = new FigureList();
        figures.Gauge("tqq.room", "By", "Room that is left.", part => part == 0 ? double.NaN : 1.5,
            new FigureLabel("on", ["a", "say \"b\\c\""]));
        figures.Count("tqq.doors", "Doors.").Add(by: 3);
        var sizes = figures.Spread("tqq.sizes", "Sizes.", [1, 2.5]);
        sizes.Record(1);
        sizes.Record(9);
        Assert.Equal("""
            # HELP tqq_doors_total Doors.
            # TYPE tqq_doors_total counter
            tqq_doors_total 3
            # HELP tqq_room_bytes Room that is left.
            # TYPE tqq_room_bytes gauge
            tqq_room_bytes{on="say \"b\\c\""} 1.5
            # HELP tqq_sizes Sizes.
            # TYPE tqq_sizes histogram
            tqq_sizes_bucket{le="1"} 1
            tqq_sizes_bucket{le="2.5"} 1
            tqq_sizes_bucket{le="+Inf"} 2
            tqq_sizes_sum 10
            tqq_sizes_count 2

            """.ReplaceLineEndings("\n"), PrometheusText.Write(figures.All));
    }
}
