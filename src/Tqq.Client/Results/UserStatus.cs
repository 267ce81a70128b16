namespace Tqq.Client;

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
