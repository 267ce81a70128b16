using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Tqq.Server.Metrics;

/// <summary>A histogram: how many values were at most so large. From any thread; it allocates nothing.</summary>
public sealed class SpreadFigure : Figure
{
    // Sums are kept as whole numbers, so that they can be added to without a lock: of seconds in nanoseconds, of which 292 years fit.
    private const double Nanoseconds = 1e9;
    private const double Thousandths = 1e3;

    private readonly Histogram<double> _instrument;
    private readonly long[] _cells;
    private readonly int _stride;
    private readonly double _scale;

    internal SpreadFigure(Meter meter, string name, string unit, string help, ImmutableArray<double> bounds, FigureLabel[] labels)
        : base(FigureKind.Histogram, name, unit, help, labels)
    {
        (Bounds, _stride, _scale) = (bounds, bounds.Length + 2, unit == "s" ? Nanoseconds : Thousandths);
        _cells = new long[Tags.Length * _stride];
        _instrument = meter.CreateHistogram<double>(name, unit.Length == 0 ? null : unit, help, null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds });
    }

    /// <summary>The upper bounds of its buckets, which belong to them; behind the last one there is one bucket more.</summary>
    public ImmutableArray<double> Bounds { get; }

    /// <inheritdoc/>
    public override double Total => Counts().Sum();

    /// <summary>A value was measured.</summary>
    public void Record(double value, int part = 0)
    {
        var bucket = 0;
        while (bucket < Bounds.Length && value > Bounds[bucket])
            bucket++;
        var cells = _cells.AsSpan(part * _stride, _stride);
        Interlocked.Increment(ref cells[bucket]);
        Interlocked.Add(ref cells[^1], (long)(value * _scale));
        if (_instrument.Enabled)
            _instrument.Record(value, Tags[part]);
    }

    /// <summary>A time was measured.</summary>
    public void Record(TimeSpan time, int part = 0) => Record(time.TotalSeconds, part);

    /// <summary>The time since a look at the stopwatch (<see cref="Stopwatch.GetTimestamp"/>) was measured.</summary>
    public void RecordSince(long timestamp, int part = 0) => Record(Stopwatch.GetElapsedTime(timestamp), part);

    /// <summary>How many values are in each bucket of one part.</summary>
    public long[] Counts(int part) => _cells.AsSpan(part * _stride, _stride - 1).ToArray();

    /// <summary>How many values are in each bucket of all parts together.</summary>
    public long[] Counts()
    {
        var counts = new long[_stride - 1];
        for (var cell = 0; cell < _cells.Length; cell++)
            if (cell % _stride is var bucket && bucket < counts.Length)
                counts[bucket] += Volatile.Read(ref _cells[cell]);
        return counts;
    }

    /// <summary>The sum of all values of one part.</summary>
    public double Sum(int part) => Volatile.Read(ref _cells[((part + 1) * _stride) - 1]) / _scale;
}
