using System.Globalization;
using System.Xml.Linq;
using Tqq.Bench.Figures;

namespace Tqq.Bench.Tests.Figures;

public sealed class BarChartTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Bars_are_as_long_as_their_values()
    {
        var widths = XDocument.Parse(BarChart.Draw("title", [("a", 50, true), ("b", 100, false)])).Descendants(s_svg + "rect")
            .Select(bar => double.Parse(bar.Attribute("width")!.Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(widths[1], widths[0] * 2, 1.0);
    }

    [Fact]
    public void Labels_and_values_stand_beside_them()
    {
        var texts = XDocument.Parse(BarChart.Draw("A & B", [("<one>", 12.34, true), ("two", 1234.6, false)])).Descendants(s_svg + "text")
            .Select(text => text.Value);
        Assert.Equal(["A & B", "<one>", "12.3", "two", "1235"], texts);
    }

    [Fact]
    public void It_needs_nothing_from_elsewhere() =>
        Assert.DoesNotContain("href", BarChart.Draw("title", [("a", 1, true)]), StringComparison.Ordinal);

    [Fact]
    public void Zeros_and_nothing_can_be_drawn()
    {
        Assert.Single(XDocument.Parse(BarChart.Draw("title", [("a", 0, true)])).Descendants(s_svg + "rect"));
        Assert.Empty(XDocument.Parse(BarChart.Draw("title", [])).Descendants(s_svg + "rect"));
    }
}
