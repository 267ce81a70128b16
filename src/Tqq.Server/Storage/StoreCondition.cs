namespace Tqq.Server.Storage;

/// <summary>Whether what is written to a store comes to its disk.</summary>
/// <param name="OldestUncommitted">How long the oldest change has waited for the disk; zero where none waits.</param>
/// <param name="Trouble">Why the store is not well, in words that name no path; null where it is.</param>
public readonly record struct StoreCondition(TimeSpan OldestUncommitted, string? Trouble);
