namespace Tqq.Protocol.Grammar;

/// <summary>The value of `RES` (protocol.md §2.2).</summary>
public enum ResultCode : byte
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>Refused: too fast, too long, repeated, or a code out of range.</summary>
    Refused = 3,

    /// <summary>The UIN is not a legal number, or there is no such account.</summary>
    IllegalUin = 5,

    /// <summary>Not logged in from this address.</summary>
    NotLoggedIn = 20,
}
