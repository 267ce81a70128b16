namespace Tqq.Core.Presence;

/// <summary>The presence of an account, with the protocol's own numbers (protocol.md §3, `ST`).</summary>
public enum Status : byte
{
    /// <summary>Logged in and to be seen.</summary>
    Online = 10,

    /// <summary>Seen as offline by others; with a session it hides the account as <see cref="Invisible"/> does.</summary>
    Offline = 20,

    /// <summary>Logged in, not to be disturbed.</summary>
    Busy = 30,

    /// <summary>Logged in but seen as offline by others.</summary>
    Invisible = 40,
}
