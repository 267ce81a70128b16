using Tqq.Load.Checking;
using Tqq.Load.Driving;
using Tqq.Load.Planning;

namespace Tqq.Load;

/// <summary>A run and what came of it.</summary>
public sealed record LoadReport
{
    /// <summary>
    /// A generator that is later than this, in microseconds, with one request in a hundred is what is measured, not the server.
    /// </summary>
    public const long LateP99 = 10_000;

    private static readonly RequestOutcome[] s_unanswered = [RequestOutcome.NoReply, RequestOutcome.Garbled, RequestOutcome.NoConnection,
        RequestOutcome.Broken, RequestOutcome.TimedOut];

    /// <summary>What was to be done.</summary>
    public required LoadPlan Plan { get; init; }

    /// <summary>By how many accounts.</summary>
    public required int Accounts { get; init; }

    /// <summary>When the measuring began.</summary>
    public required DateTimeOffset Begun { get; init; }

    /// <summary>How long it was; shorter than the plan where the run was cancelled.</summary>
    public required TimeSpan Measured { get; init; }

    /// <summary>The requests.</summary>
    public required TallyResult Tally { get; init; }

    /// <summary>The messages.</summary>
    public required CheckResult Messages { get; init; }

    /// <summary>Arrivals that never went out.</summary>
    public required long NotSent { get; init; }

    /// <summary>Kept connections that the server had closed.</summary>
    public required long Reconnects { get; init; }

    /// <summary>How much of one core this program itself took.</summary>
    public required double GeneratorCores { get; init; }

    /// <summary>Requests done per second.</summary>
    public double DonePerSecond =>
        Measured > TimeSpan.Zero ? Tally.Operations.Sum(operation => operation.Latency.Count) / Measured.TotalSeconds : 0;

    /// <summary>Measured requests that got no answer that could be read, whatever became of them.</summary>
    public long Unanswered => Tally.Operations.Sum(operation => s_unanswered.Sum(operation.Count));

    /// <summary>Whether something was done, every request was answered, and every message came exactly once and in order.</summary>
    public bool IsGood =>
        Messages.IsGood && Unanswered == 0 && NotSent == 0 && Tally.Operations.Any(operation => operation.Latency.Count > 0);

    /// <summary>Whether the generator kept up with its schedule.</summary>
    public bool IsOnTime => Tally.Lateness.P99 <= LateP99;
}
