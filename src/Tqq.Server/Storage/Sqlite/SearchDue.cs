namespace Tqq.Server.Storage.Sqlite;

/// <summary>The accounts whose logs have changed since the index followed them; only they are looked at again.</summary>
internal sealed class SearchDue
{
    private readonly Lock _lock = new();
    private readonly SortedSet<uint> _owners = [];

    /// <summary>Logs have changed; it is on disk.</summary>
    public void Add(IEnumerable<uint> owners)
    {
        lock (_lock)
            _owners.UnionWith(owners);
    }

    /// <summary>Takes all out, ascending.</summary>
    public IReadOnlyList<uint> TakeAll()
    {
        lock (_lock)
        {
            var all = _owners.ToList();
            _owners.Clear();
            return all;
        }
    }
}
