using Orleans;

namespace Tqq.Core.Sessions;

/// <summary>Where a request comes from. What its door does not know, it leaves out.</summary>
/// <param name="Caller">Who sends it.</param>
/// <param name="Repetition">What tells it from the one before; null where no request of its door is ever repeated.</param>
/// <param name="Receipt">
/// What its client says it had; null where a request acknowledges all that was handed out and received (protocol.md §4).
/// </param>
[GenerateSerializer, Immutable]
public readonly record struct RequestOrigin(
    [property: Id(0)] Caller Caller, [property: Id(1)] Repetition? Repetition = null, [property: Id(2)] HandoutReceipt? Receipt = null)
{
    /// <summary>When it arrived; where nobody says, now.</summary>
    public TimeSpan ArrivedBy(Moment now) => Repetition?.Arrived ?? now.Uptime;
}
