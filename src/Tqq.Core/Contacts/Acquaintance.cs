using Orleans;

namespace Tqq.Core.Contacts;

/// <summary>A line of one of the lists that an account has of others.</summary>
/// <param name="Uin">The other account.</param>
/// <param name="Nick">Its nickname; empty where its row is damaged.</param>
/// <param name="Avatar">Its avatar id (`FC`).</param>
/// <param name="Since">Since when it stands there, by the calendar.</param>
/// <param name="Words">The words of a request; empty in other lists.</param>
[GenerateSerializer, Immutable]
public sealed record Acquaintance(Uin Uin, string Nick, int Avatar, DateTimeOffset Since, string Words = "");

/// <summary>The lists that an account has of others.</summary>
public enum AcquaintanceList : byte
{
    /// <summary>Its friends.</summary>
    Friends,

    /// <summary>Those who ask to be added and wait for its answer.</summary>
    Asking,

    /// <summary>Those whom it has asked, and who have not answered yet.</summary>
    Asked,

    /// <summary>Those whom it has blocked.</summary>
    Blocked,

    /// <summary>Those whom it has muted.</summary>
    Muted,
}
