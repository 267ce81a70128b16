namespace Tqq.Bench.Others.Checking;

/// <summary>What became of the messages of a round.</summary>
/// <param name="Sent">Acknowledged to their senders.</param>
/// <param name="Received">Handed to their receivers, each counted once.</param>
/// <param name="Lost">Acknowledged and never received.</param>
/// <param name="Twice">Received again.</param>
/// <param name="OutOfOrder">Received after a later one of the same sender.</param>
internal readonly record struct Tally(long Sent, long Received, long Lost, long Twice, long OutOfOrder)
{
    /// <summary>Whether every message came exactly once and in order.</summary>
    public bool IsClean => this is { Lost: 0, Twice: 0, OutOfOrder: 0 };

    public static Tally operator +(Tally a, Tally b) =>
        new(a.Sent + b.Sent, a.Received + b.Received, a.Lost + b.Lost, a.Twice + b.Twice, a.OutOfOrder + b.OutOfOrder);
}
