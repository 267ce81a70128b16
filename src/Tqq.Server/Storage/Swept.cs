namespace Tqq.Server.Storage;

/// <summary>What one step of a sweep came to.</summary>
/// <param name="Removed">How many rows it removed.</param>
/// <param name="Next">Where the next step begins; null where nothing that old stands behind it.</param>
public readonly record struct Swept(int Removed, long? Next);
