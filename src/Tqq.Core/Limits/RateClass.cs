namespace Tqq.Core.Limits;

/// <summary>The kinds of operation that are limited apart from each other (protocol.md §6).</summary>
public enum RateClass
{
    /// <summary>CLTMSG.</summary>
    Sending,

    /// <summary>Change_Stat.</summary>
    StatusChange,

    /// <summary>AddToList and Ack_AddToList.</summary>
    Befriending,

    /// <summary>Everything else.</summary>
    Other,
}
