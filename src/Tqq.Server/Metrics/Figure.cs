using System.Collections.Immutable;

namespace Tqq.Server.Metrics;

/// <summary>What tells the parts of a figure apart: a name and all the values that it can have.</summary>
/// <param name="Name">Its name, in lower case with underscores.</param>
/// <param name="Values">All its values. They are known from the beginning, so that nobody outside can make more of them.</param>
public sealed record FigureLabel(string Name, ImmutableArray<string> Values);

/// <summary>What a figure is.</summary>
public enum FigureKind
{
    /// <summary>It only grows, from zero at the start of the server.</summary>
    Counter,

    /// <summary>It is what it is now.</summary>
    Gauge,

    /// <summary>How many values were at most so large.</summary>
    Histogram,
}

/// <summary>Something that is measured or counted, as one number for each combination of the values of its labels.</summary>
public abstract class Figure
{
    private protected Figure(FigureKind kind, string name, string unit, string help, FigureLabel[] labels)
    {
        (Kind, Help) = (kind, help);
        Tags = [.. labels.Aggregate(
            (IEnumerable<KeyValuePair<string, object?>[]>)[[]],
            (parts, label) => parts.SelectMany(part => label.Values, (part, value) =>
                (KeyValuePair<string, object?>[])[.. part, new(label.Name, value)]))];
        Name = name.Replace('.', '_')
            + unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" }
            + (kind == FigureKind.Counter ? "_total" : "");
    }

    /// <summary>What it is.</summary>
    public FigureKind Kind { get; }

    /// <summary>
    /// Its name for Prometheus, such as `tqq_request_duration_seconds`: the one that a collector makes as well of what it is called in
    /// `System.Diagnostics.Metrics` and in OTLP, `tqq.request.duration`.
    /// </summary>
    public string Name { get; }

    /// <summary>What it means, in a line.</summary>
    public string Help { get; }

    /// <summary>The values of the labels of each part. The last label changes fastest.</summary>
    public ImmutableArray<KeyValuePair<string, object?>[]> Tags { get; }

    /// <summary>All its parts together, of a histogram how many values there were; not a number where nothing is known.</summary>
    public abstract double Total { get; }
}
