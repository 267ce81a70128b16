using HdrHistogram;
using Tqq.Load.Planning;

namespace Tqq.Load.Driving;

/// <summary>Counts what came of the requests. Latencies are in microseconds, to three digits, up to an hour. Safe for threads.</summary>
internal sealed class RequestTally
{
    private const long Longest = 3_600_000_000;
    private const int Digits = 3;

    private static readonly int s_outcomes = Enum.GetValues<RequestOutcome>().Length;

    private readonly Lock _lock = new();
    private readonly LongHistogram[] _latencies = [.. Enum.GetValues<LoadOperation>().Select(_ => NewHistogram())];
    private readonly LongHistogram _lateness = NewHistogram();
    private readonly long[,] _outcomes = new long[Enum.GetValues<LoadOperation>().Length, s_outcomes];
    private LongHistogram _recent = NewHistogram();
    private long _waited;

    /// <summary>An arrival went out as soon as the generator got to it: how late that was is the generator's own.</summary>
    public void Started(long lateness)
    {
        lock (_lock)
            Record(_lateness, lateness);
    }

    /// <summary>An arrival had to wait: all places were taken, or its account had a request under way.</summary>
    public void Waited()
    {
        lock (_lock)
            _waited++;
    }

    /// <summary>A request came to its end.</summary>
    /// <param name="operation">What it did.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="latency">From its scheduled arrival to its reply; that of requests that were not done is not kept.</param>
    public void Ended(LoadOperation operation, RequestOutcome outcome, long latency)
    {
        lock (_lock)
        {
            _outcomes[(int)operation, (int)outcome]++;
            if (outcome != RequestOutcome.Done)
                return;
            Record(_latencies[(int)operation], latency);
            Record(_recent, latency);
        }
    }

    /// <summary>
    /// How many requests were done since this was last asked, and how long 99 of 100 of them took at most, in microseconds.
    /// </summary>
    public (long Count, long P99) Recent()
    {
        var next = NewHistogram();
        lock (_lock)
        {
            var recent = _recent;
            _recent = next;
            return (recent.TotalCount, recent.TotalCount == 0 ? 0 : recent.GetValueAtPercentile(99));
        }
    }

    /// <summary>How many were not done, of all operations.</summary>
    public long Failed
    {
        get
        {
            lock (_lock)
                return Enum.GetValues<LoadOperation>().Sum(operation =>
                    Enumerable.Range(1, s_outcomes - 1).Sum(outcome => _outcomes[(int)operation, outcome]));
        }
    }

    /// <summary>All of it.</summary>
    public TallyResult Result()
    {
        lock (_lock)
            return new(
                [.. Enum.GetValues<LoadOperation>().Select(operation => new OperationResult(
                    operation, Percentiles.Of(_latencies[(int)operation]),
                    Enum.GetValues<RequestOutcome>().Where(outcome => _outcomes[(int)operation, (int)outcome] > 0).ToDictionary(outcome =>
                        outcome, outcome => _outcomes[(int)operation, (int)outcome])))],
                Percentiles.Of(_lateness), _waited);
    }

    private static LongHistogram NewHistogram() => new(1, Longest, Digits);

    private static void Record(LongHistogram histogram, long value) => histogram.RecordValue(Math.Clamp(value, 0, Longest));
}
