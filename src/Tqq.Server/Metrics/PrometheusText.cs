using System.Globalization;
using System.Text;

namespace Tqq.Server.Metrics;

/// <summary>
/// Figures in the text format of Prometheus, version 0.0.4:
/// <code>
/// # HELP name text
/// # TYPE name counter|gauge|histogram
/// name{label="value"} number
/// </code>
/// </summary>
internal static class PrometheusText
{
    /// <summary>The media type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Writes figures.</summary>
    public static string Write(IEnumerable<Figure> figures)
    {
        var text = new StringBuilder();
        foreach (var figure in figures)
        {
            Line(text, $"# HELP {figure.Name} {figure.Help.Replace("\\", "\\\\", StringComparison.Ordinal)}");
            Line(text, $"# TYPE {figure.Name} {figure.Kind.ToString().ToLowerInvariant()}");
            for (var part = 0; part < figure.Tags.Length; part++)
                Write(text, figure, part);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, Figure figure, int part)
    {
        var labels = string.Join(',', figure.Tags[part].Select(tag => $"{tag.Key}=\"{Escaped((string)tag.Value!)}\""));
        switch (figure)
        {
            case CountFigure count:
                Sample(text, figure.Name, labels, count[part]);
                break;
            case ReadFigure read when read[part] is var value && !double.IsNaN(value):
                Sample(text, figure.Name, labels, value);
                break;
            case SpreadFigure spread:
                Write(text, spread, part, labels);
                break;
            default:
                // What is not known now is left out.
                break;
        }
    }

    private static void Write(StringBuilder text, SpreadFigure spread, int part, string labels)
    {
        var sum = spread.Sum(part);
        var upTo = 0L;
        foreach (var (bucket, count) in spread.Counts(part).Index())
        {
            upTo += count;
            var bound = bucket < spread.Bounds.Length ? Number(spread.Bounds[bucket]) : "+Inf";
            Sample(text, spread.Name + "_bucket", $"{labels}{(labels.Length > 0 ? "," : "")}le=\"{bound}\"", upTo);
        }

        Sample(text, spread.Name + "_sum", labels, sum);
        Sample(text, spread.Name + "_count", labels, upTo);
    }

    private static void Sample(StringBuilder text, string name, string labels, double value) =>
        Line(text, labels.Length == 0 ? $"{name} {Number(value)}" : $"{name}{{{labels}}} {Number(value)}");

    // A line of the format ends with a line feed on every system.
    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escaped(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
