using Tqq.Core.Log;

namespace Tqq.Core.Tests.Histories;

/// <summary>
/// The log of an account of the model: what came in, what the account sent and who came onto its list, in the order of the numbers; and
/// what its devices have read and deleted of it.
/// </summary>
internal sealed class ModelLog
{
    private readonly HashSet<long> _deleted = [];
    private Dictionary<Uin, long> _settled = [];

    public bool IsKept { get; private set; }

    public List<(long Number, LogKind Kind, Uin Peer, string Text, string? Key)> Items { get; } = [];

    /// <summary>Through where each peer has been read.</summary>
    public Dictionary<Uin, long> Read { get; } = [];

    /// <summary>It is kept from now on; what came in before belongs to it.</summary>
    public void Begin(IEnumerable<ModelItem> before)
    {
        if (IsKept)
            return;
        IsKept = true;
        foreach (var item in before)
            Enter(item);
    }

    public void Enter(ModelItem item) => Enter(item.Id, (LogKind)item.Kind, item.Peer, item.Text);

    public void Enter(long number, LogKind kind, Uin peer, string text, string? key = null)
    {
        if (IsKept)
            Items.Add((number, kind, peer, text, key));
    }

    public void MarkRead(Uin peer, long through) => Read[peer] = Math.Max(Read.GetValueOrDefault(peer), through);

    public void Delete(long number) => _deleted.Add(number);

    public bool IsDeleted(ModelItem item) => _deleted.Contains(item.Id);

    /// <summary>No wire session lives: what was read so far is handed to no later one.</summary>
    public void Settle() => _settled = new(Read);

    /// <summary>Whether a letter is for a wire session that comes later, if none before had it.</summary>
    public bool Waits(ModelItem item) => !IsDeleted(item) && item.Id > _settled.GetValueOrDefault(item.Peer);
}
