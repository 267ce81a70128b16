using Orleans;

namespace Tqq.Core.Contacts;

/// <summary>What an account has noted of another one, for itself: the other is never told.</summary>
/// <param name="Peer">The other account.</param>
/// <param name="IsBlocked">
/// Whether nothing of the other comes in. To the other, all is as it would be with a stranger that is offline: what it sends is answered
/// as if it were taken, and swallowed.
/// </param>
/// <param name="IsMuted">Whether what comes in is not to be announced; it means something to devices only.</param>
[GenerateSerializer, Immutable]
public readonly record struct PeerMark(
    [property: Id(0)] Uin Peer, [property: Id(1)] bool IsBlocked, [property: Id(2)] bool IsMuted)
{
    /// <summary>How many other accounts one may have marked: all marks are in its memory.</summary>
    public const int Most = 1000;

    /// <summary>Whether there is nothing to keep.</summary>
    public bool IsEmpty => !IsBlocked && !IsMuted;
}
