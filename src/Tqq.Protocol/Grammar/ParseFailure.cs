namespace Tqq.Protocol.Grammar;

/// <summary>
/// Why a body is no request or no reply. A server answers every failure of a request with nothing at all (NULL, protocol.md §1.4).
/// </summary>
public enum ParseFailure : byte
{
    /// <summary>None: the body was understood.</summary>
    None,

    /// <summary>`VER` is missing or none of 1.0, 1.1, 1.2.</summary>
    BadVersion,

    /// <summary>`CMD` is missing or names no command.</summary>
    UnknownCommand,

    /// <summary>`SEQ` is missing, too long or has other characters than it may.</summary>
    BadSeq,

    /// <summary>`UIN` is missing or not a number.</summary>
    BadUin,

    /// <summary>A field that the command needs is missing or empty.</summary>
    MissingField,

    /// <summary>A field that must be a number is none.</summary>
    BadNumber,

    /// <summary>A text is not valid UTF-8.</summary>
    BadText,

    /// <summary>A code is none of those allowed.</summary>
    BadCode,

    /// <summary>`MK` is empty, too long or has other characters than it may.</summary>
    BadKey,

    /// <summary>`RES` is missing or unknown (replies only).</summary>
    BadResult,
}
