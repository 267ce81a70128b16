using Orleans;

namespace Tqq.Core.Contacts;

/// <summary>A line of one of the lists that an account has of others.</summary>
/// <param name="Uin">The other account.</param>
/// <param name="Nick">Its nickname; empty where its row is damaged.</param>
/// <param name="Avatar">Its avatar id (`FC`).</param>
/// <param name="Since">Since when it stands there, by the calendar.</param>
/// <param name="Words">The words of a request; empty in other lists.</param>
/// <param name="Introduction">What it says of itself (`PR`); empty where it says nothing, or its row is damaged.</param>
/// <param name="Answer">What it has answered to a request of this account's own; null while it has not, and in other lists.</param>
[GenerateSerializer, Immutable]
public sealed record Acquaintance(
    Uin Uin, string Nick, int Avatar, DateTimeOffset Since, string Words = "", string Introduction = "", RequestAnswer? Answer = null);

/// <summary>What was answered to a request to become a friend.</summary>
/// <param name="IsAccepted">Whether it was accepted; otherwise it was refused.</param>
/// <param name="Reason">Why it was refused; empty where nothing was said.</param>
/// <param name="At">When, by the calendar.</param>
[GenerateSerializer, Immutable]
public sealed record RequestAnswer(bool IsAccepted, string Reason, DateTimeOffset At);

/// <summary>The lists that an account has of others.</summary>
public enum AcquaintanceList : byte
{
    /// <summary>Its friends.</summary>
    Friends,

    /// <summary>Those who ask to be added and wait for its answer.</summary>
    Asking,

    /// <summary>Those whom it has asked, with their answers.</summary>
    Asked,

    /// <summary>Those whom it has blocked.</summary>
    Blocked,

    /// <summary>Those whom it has muted.</summary>
    Muted,
}
