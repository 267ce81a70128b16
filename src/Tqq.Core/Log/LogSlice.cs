using System.Collections.Immutable;

namespace Tqq.Core.Log;

/// <summary>What an account's log has above a number, and how it stands: all of one moment.</summary>
/// <param name="Epoch">
/// The epoch that its numbers are of, 1 to 2^53. It is another one in a restored store, and where older history has yet to come
/// into the log: what comes then has numbers that a device may have read beyond.
/// </param>
/// <param name="Last">The highest number that anything of the account has used; 0 where it keeps no log.</param>
/// <param name="GoneThrough">As of <see cref="LogFacts"/>.</param>
/// <param name="Items">Items, read markers, deletions and friends, ascending; nothing where it keeps no log.</param>
public sealed record LogSlice(long Epoch, long Last, long GoneThrough, ImmutableArray<LogItem> Items);
