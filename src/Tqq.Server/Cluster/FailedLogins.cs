using Tqq.Core;

namespace Tqq.Server.Cluster;

/// <summary>
/// How many logins of an account have failed within a day, by the hour. It only counts: what holds logins back is elsewhere.
/// </summary>
internal sealed class FailedLogins
{
    private const int Hours = 24;

    // An attacker who tries one account after the other must not fill the memory: the one longest quiet is forgotten.
    private const int Most = 10_000;

    private readonly Dictionary<Uin, LinkedListNode<Entry>> _byUin = [];

    // The one that failed last stands last.
    private readonly LinkedList<Entry> _byAge = [];
    private readonly Lock _lock = new();

    /// <summary>A login has failed.</summary>
    public void Note(Uin uin, TimeSpan now)
    {
        lock (_lock)
        {
            if (_byUin.TryGetValue(uin, out var node))
                _byAge.Remove(node);
            else
                _byUin[uin] = node = new(new(uin));
            _byAge.AddLast(node);
            node.Value.Note((long)now.TotalHours);
            if (_byUin.Count <= Most)
                return;
            _byUin.Remove(_byAge.First!.Value.Uin);
            _byAge.RemoveFirst();
        }
    }

    /// <summary>How many have failed within the last 24 hours, to the hour.</summary>
    public int Count(Uin uin, TimeSpan now)
    {
        lock (_lock)
            return _byUin.TryGetValue(uin, out var node) ? node.Value.Count((long)now.TotalHours) : 0;
    }

    private sealed class Entry(Uin uin)
    {
        private readonly (long Hour, int Count)[] _hours = new (long, int)[Hours];

        public Uin Uin => uin;

        public void Note(long hour)
        {
            ref var known = ref _hours[hour % Hours];
            known = (hour, known.Hour == hour ? known.Count + 1 : 1);
        }

        public int Count(long hour) => _hours.Where(known => hour - known.Hour < Hours).Sum(known => known.Count);
    }
}
