using System.Globalization;
using System.Text;

namespace Tqq.Bench.Figures;

/// <summary>A chart with one line for each series and a logarithmic axis of numbers, as SVG.</summary>
/// <param name="Title">Above it.</param>
/// <param name="Across">What goes from left to right.</param>
/// <param name="Up">What goes up, from 0.</param>
/// <param name="Series">The lines, from left to right.</param>
internal sealed record LineChart(string Title, string Across, string Up, IReadOnlyList<Series> Series)
{
    private const int Width = 720;
    private const int Height = 400;
    private const int Left = 70;
    private const int Right = 150;
    private const int Top = 40;
    private const int Bottom = 60;
    private const int Steps = 5;

    // Told apart without seeing red and green.
    private static readonly string[] s_colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"];

    /// <summary>The picture.</summary>
    public string ToSvg()
    {
        var points = Series.SelectMany(series => series.Points).ToList();
        var (first, last) = (points.Min(point => Math.Log10(point.X)), points.Max(point => Math.Log10(point.X)));
        var top = RoundUp(points.Max(point => point.Y));
        var svg = new StringBuilder();
        Line(svg,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">");
        Line(svg, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>");
        Text(svg, Left, 22, "start", Title, 15);
        Text(svg, (Left + Width - Right) / 2.0, Height - 14, "middle", Across);
        Line(svg, $"<text transform=\"translate(18 {(Top + Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">{Up}</text>");
        for (var step = 0; step <= Steps; step++)
        {
            var value = top * step / Steps;
            Line(svg, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(value)}\" y2=\"{Y(value)}\" stroke=\"#ddd\"/>");
            Text(svg, Left - 8, Y(value) + 4, "end", value.ToString("G4", CultureInfo.InvariantCulture));
        }

        foreach (var x in points.Select(point => point.X).Distinct())
            Text(svg, X(x), Height - Bottom + 20, "middle", x.ToString("#,0", CultureInfo.InvariantCulture));
        foreach (var (series, colour) in Series.Zip(s_colours))
        {
            Line(svg,
                $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" points=\"{string.Join(' ', series.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):F1},{Y(point.Y):F1}")))}\"/>");
            foreach (var (x, y) in series.Points)
                Line(svg, $"<circle cx=\"{X(x):F1}\" cy=\"{Y(y):F1}\" r=\"3.5\" fill=\"{colour}\"/>");
            Line(svg, $"<text x=\"{Width - Right + 10}\" y=\"{Y(series.Points[^1].Y) + 4:F1}\" fill=\"{colour}\">{series.Name}</text>");
        }

        Line(svg, $"</svg>");
        return svg.ToString();

        double X(double value) => Left + ((Width - Right - Left) * (last > first ? (Math.Log10(value) - first) / (last - first) : 0.5));
        double Y(double value) => Height - Bottom - ((Height - Bottom - Top) * value / top);
    }

    private static double RoundUp(double value)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return new[] { 1, 2, 2.5, 5, 10 }.First(factor => factor * unit >= value) * unit;
    }

    private static void Text(StringBuilder svg, double x, double y, string anchor, string text, int size = 12) =>
        Line(svg, $"<text x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\" font-size=\"{size}\">{text}</text>");

    private static void Line(StringBuilder svg, FormattableString line) =>
        svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}

/// <summary>A line of a chart.</summary>
/// <param name="Name">Written at its end.</param>
/// <param name="Points">Its points, from left to right; numbers above 0.</param>
internal sealed record Series(string Name, IReadOnlyList<(double X, double Y)> Points);
