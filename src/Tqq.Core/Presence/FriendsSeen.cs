using System.Collections.Immutable;

namespace Tqq.Core.Presence;

/// <summary>
/// What an account with a live session knows of its friends' presence. It is told of each change, so that asking who is
/// online costs nobody else anything.
/// </summary>
public sealed class FriendsSeen
{
    private readonly SortedDictionary<Uin, FriendPresence> _known = [];

    /// <summary>A friend looks like this. Older news than what is known is not heeded.</summary>
    /// <returns>Whether the status that is seen has changed; a friend never heard of counts as offline.</returns>
    public bool Learn(FriendPresence presence)
    {
        var before = _known.GetValueOrDefault(presence.Uin);
        if (before is not null && before.Version >= presence.Version)
            return false;
        _known[presence.Uin] = presence;
        return (before?.Seen ?? Status.Offline) != presence.Seen;
    }

    /// <summary>Whether a friend has said anything; one that never has is offline, or has only just been asked.</summary>
    public bool IsKnown(Uin friend) => _known.ContainsKey(friend);

    /// <summary>No friend any more.</summary>
    public void Forget(Uin friend) => _known.Remove(friend);

    /// <summary>Those who are to be seen, ascending.</summary>
    public ImmutableArray<FriendPresence> Visible() => [.. _known.Values.Where(presence => presence.IsVisible)];
}
