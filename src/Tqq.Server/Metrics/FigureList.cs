using System.Collections.Immutable;
using System.Diagnostics.Metrics;

namespace Tqq.Server.Metrics;

/// <summary>
/// All that one server measures and counts. Each part of the server makes its own figures here, once, and keeps what it adds to. They are
/// instruments of `System.Diagnostics.Metrics`, but the numbers are kept here, so that counting costs the same whether or not somebody
/// listens.
/// </summary>
public sealed class FigureList : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Tqq";

    private readonly Lock _lock = new();
    private ImmutableArray<Figure> _all = [];

    /// <summary>The bounds of times in seconds: from a tenth of a millisecond, which an answer from memory takes, to ten seconds.</summary>
    public static ImmutableArray<double> Times { get; } =
        [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>All figures, in the order of their names.</summary>
    public ImmutableArray<Figure> All
    {
        get
        {
            lock (_lock)
                return _all;
        }
    }

    internal Meter Meter { get; } = new(MeterName);

    /// <summary>The figure of a name (<see cref="Figure.Name"/>); null where there is none.</summary>
    public Figure? Find(string name) => All.FirstOrDefault(figure => figure.Name == name);

    /// <summary>What a figure is now.</summary>
    /// <param name="name">Its name (<see cref="Figure.Name"/>).</param>
    /// <param name="label">The value of a label of the one part that is asked for; null for all parts together.</param>
    /// <returns>Not a number where there is none, or it is not known.</returns>
    public double Value(string name, string? label = null)
    {
        if (Find(name) is not { } figure)
            return double.NaN;
        if (label is null)
            return figure.Total;
        var part = Array.FindIndex([.. figure.Tags], tags => tags.Any(tag => tag.Value is string value && value == label));
        return part < 0 ? double.NaN : figure switch
        {
            ReadFigure read => read[part],
            CountFigure count => count[part],
            _ => double.NaN,
        };
    }

    /// <summary>Something that is counted.</summary>
    /// <param name="name">The name of the instrument, such as `tqq.requests`.</param>
    /// <param name="help">What it means, in a line.</param>
    /// <param name="labels">What tells its parts apart.</param>
    public CountFigure Count(string name, string help, params FigureLabel[] labels) => Add(new CountFigure(Meter, name, help, labels));

    /// <summary>Something that is counted elsewhere, and only grows.</summary>
    /// <param name="name">The name of the instrument.</param>
    /// <param name="unit">Its unit: s, By, or nothing.</param>
    /// <param name="help">What it means, in a line.</param>
    /// <param name="read">Reads a part of it.</param>
    /// <param name="labels">What tells its parts apart.</param>
    public ReadFigure CountElsewhere(string name, string unit, string help, Func<int, double> read, params FigureLabel[] labels) =>
        Add(new ReadFigure(Meter, FigureKind.Counter, name, unit, help, read, labels));

    /// <summary>Something that is what it is now.</summary>
    /// <param name="name">The name of the instrument.</param>
    /// <param name="unit">Its unit: s, By, or nothing.</param>
    /// <param name="help">What it means, in a line.</param>
    /// <param name="read">Reads a part of it; not a number where it is not known.</param>
    /// <param name="labels">What tells its parts apart.</param>
    public ReadFigure Gauge(string name, string unit, string help, Func<int, double> read, params FigureLabel[] labels) =>
        Add(new ReadFigure(Meter, FigureKind.Gauge, name, unit, help, read, labels));

    /// <summary>A time that is measured again and again, in seconds.</summary>
    /// <param name="name">The name of the instrument.</param>
    /// <param name="help">What it means, in a line.</param>
    /// <param name="labels">What tells its parts apart.</param>
    public SpreadFigure Time(string name, string help, params FigureLabel[] labels) =>
        Add(new SpreadFigure(Meter, name, "s", help, Times, labels));

    /// <summary>A size that is measured again and again.</summary>
    /// <param name="name">The name of the instrument.</param>
    /// <param name="help">What it means, in a line.</param>
    /// <param name="bounds">The upper bounds of its buckets.</param>
    public SpreadFigure Spread(string name, string help, ImmutableArray<double> bounds) =>
        Add(new SpreadFigure(Meter, name, "", help, bounds, []));

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();

    private T Add<T>(T figure)
        where T : Figure
    {
        lock (_lock)
        {
            if (_all.Any(known => known.Name == figure.Name))
                throw new InvalidOperationException($"there are two figures {figure.Name}");
            _all = _all.Add(figure).Sort(static (x, y) => string.CompareOrdinal(x.Name, y.Name));
        }

        return figure;
    }
}
