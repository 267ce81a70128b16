using Tqq.Cli.Probing.Asking;

namespace Tqq.Cli.Probing.Judging;

/// <summary>One line of the table.</summary>
/// <param name="Section">The section of protocol.md.</param>
/// <param name="Case">What was asked.</param>
/// <param name="Expected">What protocol.md has.</param>
/// <param name="Got">What came.</param>
/// <param name="Verdict">What to think of it.</param>
/// <param name="Note">Which quirk, or why it could not be tested.</param>
/// <param name="Seen">The bytes, where something was sent.</param>
internal sealed record Finding(string Section, string Case, string Expected, string Got, Verdict Verdict, string? Note, Observation? Seen)
{
    /// <summary>The verdict in the words of the table.</summary>
    public string VerdictInWords => Verdict switch
    {
        Verdict.AsDocumented => "as documented",
        Verdict.AllowedDifference => $"allowed difference ({Note})",
        Verdict.Differs => Note is null ? "differs" : $"differs ({Note})",
        _ => $"could not be tested ({Note})",
    };
}
