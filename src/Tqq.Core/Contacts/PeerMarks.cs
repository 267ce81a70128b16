using System.Collections.Immutable;

namespace Tqq.Core.Contacts;

/// <summary>The marks of one account, as they stand on disk.</summary>
internal sealed class PeerMarks
{
    private readonly Dictionary<Uin, PeerMark> _marks = [];
    private ImmutableArray<PeerMark>? _all;

    public PeerMarks(ImmutableArray<PeerMark> marks)
    {
        foreach (var mark in marks)
            _marks[mark.Peer] = mark;
    }

    public int Count => _marks.Count;

    /// <summary>All of them, ascending by number; the same array until one is set.</summary>
    public ImmutableArray<PeerMark> All => _all ??= [.. _marks.Values.OrderBy(mark => mark.Peer)];

    /// <summary>The mark of one; an empty one where there is none.</summary>
    public PeerMark this[Uin peer] => _marks.GetValueOrDefault(peer, new(peer, false, false));

    public void Set(PeerMark mark)
    {
        _all = null;
        if (mark.IsEmpty)
            _marks.Remove(mark.Peer);
        else
            _marks[mark.Peer] = mark;
    }
}
