using System.Globalization;
using System.Security;
using System.Text;

namespace Tqq.Bench.Figures;

/// <summary>Lying bars with their values behind them, as an SVG that needs nothing else and reads on white and on black.</summary>
internal static class BarChart
{
    private const int LabelWidth = 250;
    private const int BarWidth = 420;
    private const int ValueWidth = 90;
    private const int RowHeight = 26;
    private const int TitleHeight = 36;

    /// <param name="title">What the values are, with their unit.</param>
    /// <param name="bars">From the top down. Values are 0 or more; the longest bar is the largest value, the axis begins at 0.</param>
    /// <returns>The file's text.</returns>
    public static string Draw(string title, IReadOnlyList<(string Label, double Value, bool Ours)> bars)
    {
        var largest = bars.Count == 0 ? 0 : bars.Max(bar => bar.Value);
        var (width, height) = (LabelWidth + BarWidth + ValueWidth, TitleHeight + (bars.Count * RowHeight) + 8);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{SecurityElement.Escape(title)}</title>\n");
        svg.Append("<style>text{font:13px sans-serif;fill:#24292f}.t{font-weight:bold}.o{fill:#8c959f}.u{fill:#0969da}");
        svg.Append("@media(prefers-color-scheme:dark){text{fill:#e6edf3}.o{fill:#6e7681}.u{fill:#58a6ff}}</style>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"t\" x=\"8\" y=\"22\">{SecurityElement.Escape(title)}</text>\n");
        for (var row = 0; row < bars.Count; row++)
        {
            var (label, value, ours) = bars[row];
            var top = TitleHeight + (row * RowHeight);
            var length = largest > 0 ? Math.Max(1, value / largest * BarWidth) : 1;
            svg.Append(CultureInfo.InvariantCulture,
                $"<text x=\"{LabelWidth - 8}\" y=\"{top + 17}\" text-anchor=\"end\">{SecurityElement.Escape(label)}</text>");
            svg.Append(CultureInfo.InvariantCulture,
                $"<rect class=\"{(ours ? 'u' : 'o')}\" x=\"{LabelWidth}\" y=\"{top + 3}\" width=\"{length:F1}\" height=\"{RowHeight - 6}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{LabelWidth + length + 6:F1}\" y=\"{top + 17}\">{Short(value)}</text>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static string Short(double value) => value.ToString(value < 100 ? "0.#" : "0", CultureInfo.InvariantCulture);
}
