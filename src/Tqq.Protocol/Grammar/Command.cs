namespace Tqq.Protocol.Grammar;

/// <summary>The eleven commands (protocol.md §5).</summary>
public enum Command : byte
{
    /// <summary>Log in (§5.1).</summary>
    Login,

    /// <summary>The friend list (§5.2).</summary>
    List,

    /// <summary>Friends online (§5.3).</summary>
    QueryStat,

    /// <summary>A profile (§5.4).</summary>
    GetInfo,

    /// <summary>Add a friend (§5.5).</summary>
    AddToList,

    /// <summary>Ask, accept or refuse (§5.6).</summary>
    AckAddToList,

    /// <summary>Remove a friend (§5.7).</summary>
    DelFromList,

    /// <summary>Change one's status (§5.8).</summary>
    ChangeStat,

    /// <summary>Fetch messages (§5.9).</summary>
    GetMsgEx,

    /// <summary>Send a message (§5.10).</summary>
    CltMsg,

    /// <summary>Log out (§5.11).</summary>
    Logout,
}
