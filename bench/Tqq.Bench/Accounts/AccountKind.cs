namespace Tqq.Bench.Accounts;

/// <summary>What accounts that are made are like.</summary>
internal sealed record AccountKind
{
    /// <summary>One password for all.</summary>
    public string Password { get; init; } = "bench";

    /// <summary>Whether each has a session, from 127.0.0.1 and without a key.</summary>
    public bool IsOnline { get; init; }

    /// <summary>So many accounts are each other's friends, those from one multiple of it to the next; 1 for none.</summary>
    public int Circle { get; init; } = 1;

    /// <summary>Others that stand on the list of each.</summary>
    public IReadOnlyList<uint> Friends { get; init; } = [];

    /// <summary>The hash of an app password that each has; null for none.</summary>
    public string? AppPasswordHash { get; init; }

    /// <summary>Whether each keeps a log.</summary>
    public bool KeepsLog { get; init; }
}
