using System.Collections.Immutable;

namespace Tqq.Server.Metrics;

/// <summary>Of what the history is: how long, and in what steps.</summary>
internal enum HistorySpan
{
    /// <summary>The last hour, in steps of 10 s.</summary>
    Hour,

    /// <summary>The last day, in steps of 5 min.</summary>
    Day,

    /// <summary>The last week, in steps of 30 min.</summary>
    Week,
}

/// <summary>
/// What the figures were, for the overview: in memory only, and bounded (984 samples of 64 bytes). Steps of one span become a step of the
/// next. From any thread.
/// </summary>
internal sealed class FigureHistory
{
    // So many steps of one span become one of the next.
    private const int OfHourInDay = 30;
    private const int OfDayInWeek = 6;

    /// <summary>The steps of the finest span.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Steps _hour = new(360);
    private readonly Steps _day = new(288);
    private readonly Steps _week = new(336);

    /// <summary>How long a step of a span is.</summary>
    public static TimeSpan StepOf(HistorySpan span) => span switch
    {
        HistorySpan.Hour => Step,
        HistorySpan.Day => Step * OfHourInDay,
        _ => Step * OfHourInDay * OfDayInWeek,
    };

    /// <summary>A step has ended.</summary>
    public void Add(FigureSample sample, DateTimeOffset end)
    {
        lock (_lock)
        {
            if (_hour.Add(sample, end) % OfHourInDay == 0 && _day.Add(FigureSample.Of(_hour.Last(OfHourInDay)), end) % OfDayInWeek == 0)
                _week.Add(FigureSample.Of(_day.Last(OfDayInWeek)), end);
        }
    }

    /// <summary>The steps of a span, oldest first, and when the last of them ended; null where none has.</summary>
    public (ImmutableArray<FigureSample> Steps, DateTimeOffset? End) Read(HistorySpan span)
    {
        lock (_lock)
        {
            var steps = span switch { HistorySpan.Hour => _hour, HistorySpan.Day => _day, _ => _week };
            return ([.. steps.Last(steps.Count)], steps.End);
        }
    }

    private sealed class Steps(int most)
    {
        private readonly FigureSample[] _ring = new FigureSample[most];
        private long _added;

        public DateTimeOffset? End { get; private set; }

        public int Count => (int)Math.Min(_added, _ring.Length);

        /// <summary>Adds one.</summary>
        /// <returns>How many were added so far.</returns>
        public long Add(FigureSample sample, DateTimeOffset end)
        {
            _ring[_added % _ring.Length] = sample;
            End = end;
            return ++_added;
        }

        /// <summary>The last ones, oldest first.</summary>
        public FigureSample[] Last(int count)
        {
            var last = new FigureSample[count];
            for (var at = 0; at < count; at++)
                last[at] = _ring[(_added - count + at) % _ring.Length];
            return last;
        }
    }
}
