namespace Tqq.Core.Limits;

/// <summary>The kinds of operation that are limited apart from each other (protocol.md §6).</summary>
public enum RateClass
{
    /// <summary>CLTMSG.</summary>
    Message,

    /// <summary>Change_Stat.</summary>
    Status,

    /// <summary>AddToList and Ack_AddToList.</summary>
    Friend,

    /// <summary>Everything else.</summary>
    Other,
}
