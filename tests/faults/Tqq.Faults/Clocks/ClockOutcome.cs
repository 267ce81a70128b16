using System.Globalization;
using Tqq.EndToEnd.Tests.Ledgers;

namespace Tqq.Faults.Clocks;

/// <summary>What came of the jumps.</summary>
/// <param name="Jumps">How many there were.</param>
/// <param name="Found">What the ledger says.</param>
/// <param name="EndedEarly">Sessions in use that ended.</param>
/// <param name="Silences">How long the silent sessions lived, in seconds; negative for one that did not end.</param>
/// <param name="LongestGap">Between two acknowledged messages, in seconds.</param>
internal sealed record ClockOutcome(int Jumps, Findings Found, int EndedEarly, IReadOnlyList<double> Silences, double LongestGap)
{
    private const double Soonest = 14.9;
    private const double Latest = 20;
    private const double LongestPause = 10; // seconds

    /// <summary>Nothing lost, and messages keep coming.</summary>
    public bool GoesOn => Found is { IsClean: true, Acknowledged: > 0 } && LongestGap < LongestPause;

    /// <summary>That, and every session ended when it should and not before.</summary>
    public bool IsCalm =>
        GoesOn && EndedEarly == 0 && Silences.Count == Jumps && Silences.All(seconds => seconds is >= Soonest and <= Latest);

    public IReadOnlyList<object> Row(string name) =>
    [
        $"{Jumps} {name}", EndedEarly, Silences.Count(seconds => seconds >= 0),
            Silences.Where(seconds => seconds >= 0).DefaultIfEmpty(-1).Min().ToString("0.0", CultureInfo.InvariantCulture),
        Silences.Max().ToString("0.0", CultureInfo.InvariantCulture), LongestGap.ToString("0.0", CultureInfo.InvariantCulture),
    ];
}
