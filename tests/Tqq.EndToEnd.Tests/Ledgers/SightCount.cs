using System.Collections.Concurrent;

namespace Tqq.EndToEnd.Tests.Ledgers;

/// <summary>Counts what clients saw, by kind.</summary>
public sealed class SightCount
{
    private readonly ConcurrentDictionary<string, int> _counts = new();

    /// <summary>Whole replies by their RES, everything else by what it was.</summary>
    public IReadOnlyDictionary<string, int> ByKind => _counts;

    public void Note(Exchange exchange) =>
        _counts.AddOrUpdate(exchange.Result is { } result && exchange.Sight == Sight.Whole ? "RES=" + result
            : exchange.Sight.ToString(), 1, (_, count) => count + 1);

    public int Of(Sight sight) => _counts.GetValueOrDefault(sight.ToString());

    public override string ToString() =>
        string.Join(", ", _counts.OrderByDescending(kind => kind.Value).Select(kind => $"{kind.Key} {kind.Value}"));
}
