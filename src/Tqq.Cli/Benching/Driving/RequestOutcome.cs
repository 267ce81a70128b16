namespace Tqq.Cli.Benching.Driving;

/// <summary>What became of a request.</summary>
internal enum RequestOutcome
{
    /// <summary>Done: RES=0.</summary>
    Done,

    /// <summary>RES=3.</summary>
    Refused,

    /// <summary>RES=20.</summary>
    NoSession,

    /// <summary>RES=5, or a login with a wrong password.</summary>
    NoAccount,

    /// <summary>The server closed without a reply.</summary>
    NoReply,

    /// <summary>What came is no reply.</summary>
    Garbled,

    /// <summary>No connection was made.</summary>
    NoConnection,

    /// <summary>The connection broke.</summary>
    Broken,

    /// <summary>No reply in time.</summary>
    TimedOut,
}
