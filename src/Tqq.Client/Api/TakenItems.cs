using System.Runtime.CompilerServices;

namespace Tqq.Client;

/// <summary>What is to be acknowledged: how far everything is settled.</summary>
/// <param name="Position">The last event of it, where it has an id.</param>
/// <param name="Read">The last message of each conversation in it.</param>
internal sealed record SettledPart(string? Position, IReadOnlyDictionary<uint, long> Read);

/// <summary>
/// What was taken from the events of an account and is not acknowledged yet, in its order. The part before the first item that is not
/// settled can be acknowledged. Any thread may call.
/// </summary>
internal sealed class TakenItems
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Entry> _entries = [];
    private readonly Dictionary<long, Entry> _byNumber = [];
    private readonly ConditionalWeakTable<Incoming, Entry> _known = [];
    private readonly Dictionary<uint, long> _read = [];
    private string? _position;
    private bool _isDue;

    /// <summary>Whether something is settled and not acknowledged.</summary>
    public bool IsDue
    {
        get
        {
            lock (_lock)
                return _isDue;
        }
    }

    /// <summary>What is not settled, oldest first.</summary>
    public IReadOnlyList<Incoming> Unsettled
    {
        get
        {
            lock (_lock)
                return [.. _entries.Where(entry => !entry.IsSettled && entry.Item is not null).Select(entry => entry.Item!)];
        }
    }

    /// <summary>An event that is no item: what comes behind it can be gone on from there.</summary>
    public void Pass(string? position)
    {
        lock (_lock)
        {
            _entries.AddLast(new Entry(null, position, 0) { IsSettled = true });
            Advance();
        }
    }

    /// <summary>An item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="position">Where to go on behind it.</param>
    /// <param name="number">Its number in the log; 0 where it has none.</param>
    /// <returns>The item that the program is to get: an earlier object for the same one, or null where it has settled it before.</returns>
    public Incoming? Take(Incoming item, string? position, long number)
    {
        lock (_lock)
        {
            var entry = Find(item, number);
            if (entry.IsTaken)
                return null;
            (entry.IsTaken, entry.Position) = (true, position);
            _entries.AddLast(entry);
            Advance();
            return entry.IsSettled ? null : entry.Item;
        }
    }

    /// <summary>An item that the program looks at before its turn comes.</summary>
    /// <returns>The object that stands for it; null where it is settled.</returns>
    public Incoming? Peek(Incoming item, long number)
    {
        lock (_lock)
            return Find(item, number) is { IsSettled: false } entry ? entry.Item : null;
    }

    /// <summary>The program is done with an item.</summary>
    /// <exception cref="ArgumentException">It is none of these objects.</exception>
    public void Settle(Incoming item)
    {
        lock (_lock)
        {
            if (!_known.TryGetValue(item, out var entry))
                throw new ArgumentException("This item was not given by this client: settle the very object, not a copy.", nameof(item));
            if (entry.IsSettled)
                return;
            entry.IsSettled = true;
            if (entry.IsTaken)
                Advance();
            else
                Note(entry);
        }
    }

    /// <summary>What can be acknowledged now.</summary>
    public SettledPart Due()
    {
        lock (_lock)
            return new(_position, new Dictionary<uint, long>(_read));
    }

    /// <summary>A part is acknowledged.</summary>
    public void Acknowledged(SettledPart part)
    {
        lock (_lock)
        {
            foreach (var (peer, number) in part.Read)
                if (_read.GetValueOrDefault(peer) == number)
                    _read.Remove(peer);
            _isDue = _read.Count > 0 || _position != part.Position;
        }
    }

    private Entry Find(Incoming item, long number)
    {
        if (number > 0 && _byNumber.TryGetValue(number, out var known))
            return known;
        var entry = new Entry(item, null, number);
        _known.Add(item, entry);
        if (number > 0)
            _byNumber.Add(number, entry);
        return entry;
    }

    private void Advance()
    {
        while (_entries.First?.Value is { IsSettled: true } entry)
        {
            _entries.RemoveFirst();
            _position = entry.Position ?? _position;
            _byNumber.Remove(entry.Number);
            if (entry.Item is not null)
                Note(entry);
        }
    }

    private void Note(Entry entry)
    {
        _isDue = true;
        if (entry.Number > 0)
            _read[entry.Item!.From] = Math.Max(_read.GetValueOrDefault(entry.Item.From), entry.Number);
    }

    private sealed class Entry(Incoming? item, string? position, long number)
    {
        public Incoming? Item => item;

        public string? Position { get; set; } = position;

        public long Number => number;

        public bool IsSettled { get; set; }

        public bool IsTaken { get; set; }
    }
}
