using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Tqq.Server.Passwords;

/// <summary>
/// A bounded queue in which addresses take turns: however many one of them sends, the others wait for one of its at a time. When it is
/// full, the newest of the address that has most waiting makes room for one that has less. Not for several threads at once.
/// </summary>
/// <param name="most">How many may wait.</param>
internal sealed class TurnQueue<T>(int most)
    where T : class
{
    private readonly Dictionary<IPAddress, LinkedList<T>> _waiting = [];
    private readonly Queue<IPAddress> _turns = [];

    public int Count { get; private set; }

    /// <summary>The first of each address.</summary>
    public IEnumerable<T> Firsts => _waiting.Values.Select(line => line.First!.Value);

    /// <summary>The address with most waiting, and how many those are; null where nobody waits.</summary>
    public (IPAddress From, int Count)? Longest =>
        _waiting.Count == 0 ? null : _waiting.MaxBy(line => line.Value.Count) is var (from, line) ? (from, line.Count) : null;

    /// <summary>Adds one at the end of its address's line.</summary>
    /// <returns>What finds no room: null, another one, or this one itself.</returns>
    public T? Add(IPAddress from, T item)
    {
        T? displaced = null;
        if (Count >= most)
        {
            var longest = _waiting.MaxBy(line => line.Value.Count).Value;
            if (longest is null || longest.Count <= LengthOf(from) + 1)
                return item;
            displaced = longest.Last!.Value;
            longest.RemoveLast();
            Count--;
        }

        if (!_waiting.TryGetValue(from, out var line))
        {
            _waiting[from] = line = [];
            _turns.Enqueue(from);
        }

        line.AddLast(item);
        Count++;
        return displaced;
    }

    /// <summary>Takes the oldest of the address whose turn it is.</summary>
    public bool TryTake([NotNullWhen(true)] out T? item)
    {
        item = null;
        if (!_turns.TryDequeue(out var from))
            return false;
        var line = _waiting[from];
        item = line.First!.Value;
        line.RemoveFirst();
        Count--;
        if (line.Count > 0)
            _turns.Enqueue(from);
        else
            _waiting.Remove(from);
        return true;
    }

    private int LengthOf(IPAddress from) => _waiting.TryGetValue(from, out var line) ? line.Count : 0;
}
