using System.Collections.Immutable;
using Orleans;

namespace Tqq.Core.Log;

/// <summary>What a search of a log has found so far.</summary>
/// <param name="Items">Items that were said, newest first. There may be none although there is more to look through.</param>
/// <param name="Next">The number before which the search goes on; null where all was looked through.</param>
[GenerateSerializer, Immutable]
public sealed record LogFound(ImmutableArray<LogItem> Items, long? Next)
{
    /// <summary>Nothing, and there is nothing more to look through.</summary>
    public static LogFound Nothing { get; } = new([], null);
}
