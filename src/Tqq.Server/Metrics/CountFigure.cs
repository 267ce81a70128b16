using System.Diagnostics.Metrics;

namespace Tqq.Server.Metrics;

/// <summary>Counts something, in parts. From any thread; it allocates nothing.</summary>
public sealed class CountFigure : Figure
{
    private readonly long[] _counts;

    internal CountFigure(Meter meter, string name, string help, FigureLabel[] labels)
        : base(FigureKind.Counter, name, "", help, labels)
    {
        _counts = new long[Tags.Length];
        meter.CreateObservableCounter(name, () => Tags.Select((tags, part) => new Measurement<long>(this[part], tags)), null, help);
    }

    /// <inheritdoc/>
    public override double Total => _counts.Sum();

    /// <summary>How many there were of one part.</summary>
    public long this[int part] => Volatile.Read(ref _counts[part]);

    /// <summary>Some more.</summary>
    /// <param name="part">Of which part, as <see cref="Figure.Tags"/> has them.</param>
    /// <param name="by">How many.</param>
    public void Add(int part = 0, long by = 1) => Interlocked.Add(ref _counts[part], by);
}
