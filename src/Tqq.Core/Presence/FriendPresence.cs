using Orleans;

namespace Tqq.Core.Presence;

/// <summary>How one account looks to its friends at a moment.</summary>
/// <param name="Uin">Whose presence it is.</param>
/// <param name="Seen">The status as others see it: online, busy or offline.</param>
/// <param name="Avatar">The avatar id (`FC`).</param>
/// <param name="Nick">The nickname (`NK`).</param>
/// <param name="Version">Grows with each change, so that news arriving late cannot undo newer news.</param>
[GenerateSerializer, Immutable]
public sealed record FriendPresence(Uin Uin, Status Seen, int Avatar, string Nick, long Version)
{
    /// <summary>Whether the account is to be seen at all.</summary>
    public bool IsVisible => Seen != Status.Offline;
}
