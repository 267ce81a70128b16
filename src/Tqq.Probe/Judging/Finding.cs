using Tqq.Probe.Asking;

namespace Tqq.Probe.Judging;

/// <summary>
/// One case, and what came of it. What it quotes of the server is as long, and as hostile, as the server made it:
/// whoever shows it cuts and cleans it.
/// </summary>
/// <param name="Section">The section of protocol.md.</param>
/// <param name="Case">What was asked.</param>
/// <param name="Expected">What protocol.md has.</param>
/// <param name="Got">What came, where that is another thing than <paramref name="Seen"/>; null where it is that.</param>
/// <param name="Verdict">What to think of it.</param>
/// <param name="Note">Which quirk, what is wrong, or why it could not be tested; null where there is nothing to say.</param>
/// <param name="Seen">The bytes, where something was sent.</param>
public sealed record Finding(string Section, string Case, string Expected, string? Got, Verdict Verdict, string? Note, Observation? Seen);

/// <summary>What the probe thinks of an answer.</summary>
public enum Verdict
{
    /// <summary>As protocol.md has it.</summary>
    AsDocumented,

    /// <summary>Otherwise, in a way that is documented as an oddity.</summary>
    AllowedDifference,

    /// <summary>Otherwise.</summary>
    Differs,

    /// <summary>It could not be found out.</summary>
    NotTested,
}
