namespace Tqq.Faults.Delivery;

/// <summary>What the client does next, and by that: a column of the table.</summary>
internal enum Way
{
    /// <summary>It goes on, on the same connection.</summary>
    SameConnection,

    /// <summary>It asks for messages on another connection.</summary>
    OtherConnection,

    /// <summary>It asks for something else on another connection.</summary>
    OtherCommand,

    /// <summary>It logs in from the same address.</summary>
    Login,

    /// <summary>It logs in from another address.</summary>
    LoginElsewhere,

    /// <summary>It logs out and in again.</summary>
    Logout,

    /// <summary>It says nothing until its session has ended.</summary>
    Timeout,

    /// <summary>The server gets SIGKILL and is started again.</summary>
    Kill,
}
