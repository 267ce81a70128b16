namespace Tqq.Server.Storage;

/// <summary>What a step of following the logs for search has done.</summary>
/// <param name="Items">How many items it brought into the index, or took out.</param>
/// <param name="HasMore">Whether there is more to do now.</param>
/// <param name="Left">How many numbers of logs are still to be looked through, of those that were there before the index.</param>
/// <param name="Anew">Why the index is made anew; null where it is not.</param>
public readonly record struct SearchStep(int Items, bool HasMore, long Left, string? Anew);
