namespace Tqq.Client;

/// <summary>A friend who is online (Query_Stat, protocol.md §5.3).</summary>
/// <param name="Uin">`UN`: the number.</param>
/// <param name="Nick">`NK`: the nickname, in the friend's own words.</param>
/// <param name="Status">`ST`: online or busy.</param>
/// <param name="Avatar">`FC`: the avatar id; the picture's number is a third of it plus one.</param>
public sealed record FriendOnline(uint Uin, string Nick, UserStatus Status, uint Avatar);

/// <summary>A status, with the numbers of the wire (`ST`, protocol.md §3).</summary>
public enum UserStatus
{
    /// <summary>Online, 10.</summary>
    Online = 10,

    /// <summary>Offline to others, 20. As one's own status it hides like <see cref="Invisible"/>: the session stays.</summary>
    Offline = 20,

    /// <summary>Busy, 30.</summary>
    Busy = 30,

    /// <summary>Invisible, 40; only as one's own status.</summary>
    Invisible = 40,
}

/// <summary>What became of AddToList (`CD`, protocol.md §5.5).</summary>
/// <param name="Uin">Whom it was about.</param>
public abstract record AddResult(uint Uin)
{
    /// <summary>`CD=0`: they are friends now, or were before.</summary>
    /// <param name="Uin">The new friend.</param>
    public sealed record Added(uint Uin) : AddResult(Uin);

    /// <summary>`CD=1`: the other account wants to be asked; see <see cref="ITqqClient.AskFriendAsync"/>.</summary>
    /// <param name="Uin">Whom to ask.</param>
    public sealed record NeedsVerification(uint Uin) : AddResult(Uin);

    /// <summary>`CD=2`: the other account lets nobody add it, or is oneself.</summary>
    /// <param name="Uin">Who refuses.</param>
    public sealed record Refused(uint Uin) : AddResult(Uin);
}
