namespace Tqq.Cli.Probing.Judging;

/// <summary>What the probe thinks of an answer.</summary>
internal enum Verdict
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
