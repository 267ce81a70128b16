using Tqq.Core.Operations;
using Tqq.Core.Sessions;

namespace Tqq.Core.State;

/// <summary>A request of a session, for as long as it may be repeated (protocol.md §4).</summary>
/// <param name="Fingerprint">A hash of its body.</param>
/// <param name="Arrived">When its first byte was read.</param>
/// <param name="Answer">What it was answered; null while it is not answered, and where a repetition is to be executed.</param>
/// <param name="Delay">For how long the answer was held back.</param>
/// <param name="Answered">When its answer left, a penalty included.</param>
internal readonly record struct AskedRequest(
    UInt128 Fingerprint, TimeSpan Arrived, Answer? Answer = null, TimeSpan Delay = default, TimeSpan Answered = default)
{
    // A repetition this soon after its first is answered from memory.
    private static readonly TimeSpan ReplayWindow = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether this request was answered, and a repetition gets that answer. Polls that found nothing are never
    /// repeated: something may have come since.
    /// </summary>
    public bool IsRepeatable => Answer is not (null or Answer.HandedOut { Handout: 0 });

    /// <summary>What a repetition is answered.</summary>
    public Outcome Outcome => new(Answer!, Delay);

    /// <summary>Whether another request equals this one and arrived before it was answered.</summary>
    public bool WasInFlightFor(in Repetition request) => IsSameAs(request) && request.Arrived < Answered;

    /// <summary>Whether another request is this one again: it equals it, and arrived soon after it or before it was answered.</summary>
    public bool IsRepeatedBy(in Repetition request) =>
        IsSameAs(request) && (request.Arrived - Arrived <= ReplayWindow || request.Arrived < Answered);

    private bool IsSameAs(in Repetition request) => Fingerprint == request.Fingerprint && IsRepeatable;
}
