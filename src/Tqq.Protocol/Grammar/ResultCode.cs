namespace Tqq.Protocol.Grammar;

/// <summary>The value of `RES` (protocol.md §2.2).</summary>
public enum ResultCode : byte
{
    /// <summary>Done.</summary>
    Success = 0,

    /// <summary>Refused: too fast, too long, repeated, or a code out of range.</summary>
    Denied = 3,

    /// <summary>The UIN is not a legal number, or there is no such account.</summary>
    IllegalUin = 5,

    /// <summary>Not logged in from this address.</summary>
    NoSession = 20,
}
