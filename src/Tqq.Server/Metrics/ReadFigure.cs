using System.Diagnostics.Metrics;

namespace Tqq.Server.Metrics;

/// <summary>Something that is known elsewhere, and read there whenever somebody asks.</summary>
public sealed class ReadFigure : Figure
{
    private readonly Func<int, double> _read;

    internal ReadFigure(Meter meter, FigureKind kind, string name, string unit, string help, Func<int, double> read, FigureLabel[] labels)
        : base(kind, name, unit, help, labels)
    {
        _read = read;
        if (kind == FigureKind.Counter)
            meter.CreateObservableCounter(name, Measure, NullWhenEmpty(unit), help);
        else
            meter.CreateObservableGauge(name, Measure, NullWhenEmpty(unit), help);
    }

    /// <inheritdoc/>
    public override double Total => Enumerable.Range(0, Tags.Length).Sum(_read);

    /// <summary>What one part is now; not a number where that is not known.</summary>
    public double this[int part] => _read(part);

    private static string? NullWhenEmpty(string unit) => unit.Length == 0 ? null : unit;

    private IEnumerable<Measurement<double>> Measure() =>
        Tags.Select((tags, part) => new Measurement<double>(_read(part), tags)).Where(measured => !double.IsNaN(measured.Value));
}
