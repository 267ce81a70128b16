using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Tqq.Core.Presence;

/// <summary>
/// What an account with a live session knows of its friends' presence. It is told of each change, so that asking who is
/// online costs nobody else anything.
/// </summary>
public sealed class FriendsSeen
{
    // Ascending by number. A tree would take more memory for its nodes than for what it is about.
    private readonly List<FriendPresence> _known = [];

    /// <summary>A friend looks like this. Older news than what is known is not heeded.</summary>
    /// <returns>Whether the status that is seen has changed; a friend never heard of counts as offline.</returns>
    public bool Learn(FriendPresence presence)
    {
        var at = Find(presence.Uin);
        if (at < 0)
        {
            _known.Insert(~at, presence);
            return presence.Seen != Status.Offline;
        }

        var before = _known[at];
        if (before.Version >= presence.Version)
            return false;
        _known[at] = presence;
        return before.Seen != presence.Seen;
    }

    /// <summary>Whether a friend has said anything; one that never has is offline, or has only just been asked.</summary>
    public bool IsKnown(Uin friend) => Find(friend) >= 0;

    /// <summary>No friend any more.</summary>
    public void Forget(Uin friend)
    {
        if (Find(friend) is >= 0 and var at)
            _known.RemoveAt(at);
    }

    /// <summary>Those who are to be seen, ascending.</summary>
    public ImmutableArray<FriendPresence> Visible() => [.. _known.Where(presence => presence.IsVisible)];

    // The place of a friend, or the complement of the place where it would stand.
    private int Find(Uin friend) => CollectionsMarshal.AsSpan(_known).BinarySearch<FriendPresence, PresenceOf>(new(friend));

    // No comparer and no delegate: a search costs no memory.
    private readonly struct PresenceOf(Uin friend) : IComparable<FriendPresence>
    {
        public int CompareTo(FriendPresence? presence) => presence is null ? 1 : friend.CompareTo(presence.Uin);
    }
}
