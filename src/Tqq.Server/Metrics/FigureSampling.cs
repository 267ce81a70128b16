using Microsoft.Extensions.Logging;
using Tqq.Server.Duties;

namespace Tqq.Server.Metrics;

/// <summary>
/// Looks at the figures each 10 s, so that there is a history of them, and so that what is counted since the start can be told for the last
/// minute, day and five minutes.
/// </summary>
internal sealed class FigureSampling(FigureList figures, FigureHistory history, TimeProvider time, ILogger<FigureSampling> logger)
    : RecurringDuty("looking at the figures", FigureHistory.Step, FigureHistory.Step, time, logger)
{
    // Five minutes.
    private const int StepsOfDelays = 30;
    private const int StepsOfMinute = 6;

    private static readonly string[] s_delays = ["tqq_store_wait_seconds", "tqq_stream_delay_seconds", "tqq_store_commit_seconds"];

    private readonly TimeProvider _time = time;
    private readonly Lock _lock = new();
    private readonly Queue<long[][]> _delays = new();
    private readonly Queue<double> _messages = new();
    private double _requests;
    private double _errors;
    private double _messagesBeforeToday;
    private DateTime _today;

    /// <summary>Texts that recipients took within the last minute, to a step.</summary>
    public double MessagesOfLastMinute
    {
        get
        {
            lock (_lock)
                return SinceMinute(Messages);
        }
    }

    /// <summary>Texts that recipients took since midnight (UTC), or the start of the server.</summary>
    public double MessagesToday
    {
        get
        {
            lock (_lock)
            {
                BeginDay();
                return Messages - _messagesBeforeToday;
            }
        }
    }

    private double Messages => figures.Value("tqq_messages_total");

    /// <summary>A delay of the last five minutes.</summary>
    /// <param name="delay">Which one.</param>
    public DelayFigures Of(FigureDelay delay)
    {
        if (figures.Find(s_delays[(int)delay]) is not SpreadFigure spread)
            return default;
        lock (_lock)
        {
            var counts = Since(spread.Counts(), _delays.Count > StepsOfDelays ? _delays.Peek()[(int)delay] : null);
            return new(Quantile.Of(counts, spread.Bounds, 0.5), Quantile.Of(counts, spread.Bounds, 0.99), counts.Sum());
        }
    }

    /// <summary>Looks at the figures: a step has ended.</summary>
    public void Look()
    {
        lock (_lock)
            LookAlone();
    }

    /// <inheritdoc/>
    protected override Task DoAsync(CancellationToken stoppingToken)
    {
        Look();
        return Task.CompletedTask;
    }

    private void LookAlone()
    {
        BeginDay();
        long[][] delays = [.. s_delays.Select(name => (figures.Find(name) as SpreadFigure)?.Counts() ?? [])];
        var before = _delays.Count > 0 ? _delays.Last() : [[], [], []];
        var messages = Messages;
        // The curve says the same as the figure beside it: the minute before, and not a step six times.
        Keep(_messages, messages, StepsOfMinute);
        var (requests, lastRequests) = (figures.Value("tqq_requests_total") + figures.Value("tqq_web_requests_total"), _requests);
        var (errors, lastErrors) = (figures.Value("tqq_errors_total"), _errors);
        var seconds = FigureHistory.Step.TotalSeconds;
        history.Add(new(SinceMinute(messages), figures.Value("tqq_accounts_online"), (requests - lastRequests) / seconds,
            figures.Value("tqq_held_replies"), P99(0), P99(1), figures.Value("tqq_store_size_bytes"), errors - lastErrors),
            _time.GetUtcNow());
        (_requests, _errors) = (requests, errors);
        Keep(_delays, delays, StepsOfDelays);

        double P99(int delay) => delays[delay].Length == 0 ? double.NaN
            : Quantile.Of(Since(delays[delay], before[delay]), FigureList.Times, 0.99);
    }

    private double SinceMinute(double messages) => messages - (_messages.Count > StepsOfMinute ? _messages.Peek() : 0);

    private void BeginDay()
    {
        if (_time.GetUtcNow().UtcDateTime.Date is var today && today != _today)
            (_today, _messagesBeforeToday) = (today, _today == default ? 0 : Messages);
    }

    private static long[] Since(long[] now, long[]? before) =>
        before is { Length: > 0 } ? [.. now.Zip(before, (count, earlier) => count - earlier)] : now;

    // With the one from which all of them are counted; as long as there is none, they are counted from the start.
    private static void Keep<T>(Queue<T> kept, T one, int steps)
    {
        kept.Enqueue(one);
        if (kept.Count > steps + 1)
            kept.Dequeue();
    }
}

/// <summary>What is waited for.</summary>
internal enum FigureDelay
{
    /// <summary>From putting a change in until it is on disk.</summary>
    ToDisk,

    /// <summary>From what is on disk until it has gone to a stream.</summary>
    ToPage,

    /// <summary>A transaction with its fsync.</summary>
    Commit,
}

/// <summary>How long something took.</summary>
/// <param name="P50">The median in seconds; not a number where nothing was measured.</param>
/// <param name="P99">What 99 of 100 did not exceed, in seconds; the same.</param>
/// <param name="Count">How many were measured.</param>
internal readonly record struct DelayFigures(double P50, double P99, long Count);
