namespace Tqq.Client;

/// <summary>An account as it sees itself.</summary>
/// <param name="Uin">Its number.</param>
/// <param name="Nick">Its nickname.</param>
/// <param name="Status">Its own status, which is not what others see.</param>
/// <param name="Profile">Its profile; null where the server does not say.</param>
/// <param name="Settings">Its settings; null where the server does not say.</param>
/// <param name="Created">When it was made; null where the server does not say.</param>
/// <param name="Friends">How many friends it has.</param>
public sealed record ApiMe(
    uint Uin, string Nick, UserStatus Status, ApiProfile? Profile = null, ApiSettings? Settings = null, DateTimeOffset? Created = null,
    long Friends = 0);

/// <summary>A profile: what is not said, or not shown to who asks, is null.</summary>
/// <param name="Nick">The nickname.</param>
/// <param name="Avatar">The avatar; its image has the number avatar/3+1.</param>
/// <param name="Sex">male or female.</param>
/// <param name="Age">The age in years.</param>
/// <param name="BloodType">A, B, O, AB or other.</param>
/// <param name="Constellation">aquarius to capricorn.</param>
/// <param name="Zodiac">The zodiac animal, rat to pig.</param>
/// <param name="Country">The country.</param>
/// <param name="Province">The province.</param>
/// <param name="City">The city.</param>
/// <param name="Address">The address.</param>
/// <param name="Postcode">The postcode.</param>
/// <param name="Phone">The phone number.</param>
/// <param name="Mobile">The mobile number; its beginning for those who may not see it.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="HomePage">The home page.</param>
/// <param name="RealName">The real name.</param>
/// <param name="Job">The job.</param>
/// <param name="School">The school.</param>
/// <param name="Introduction">Some words about oneself.</param>
public sealed record ApiProfile(
    string? Nick = null, uint? Avatar = null, string? Sex = null, uint? Age = null, string? BloodType = null, string? Constellation = null,
    string? Zodiac = null, string? Country = null, string? Province = null, string? City = null, string? Address = null,
    string? Postcode = null, string? Phone = null, string? Mobile = null, string? Email = null, string? HomePage = null,
    string? RealName = null, string? Job = null, string? School = null, string? Introduction = null);

/// <summary>Somebody as the account may see them.</summary>
/// <param name="Uin">The number.</param>
/// <param name="Nick">The nickname.</param>
/// <param name="Avatar">The avatar.</param>
/// <param name="Friend">Whether they are on the account's list.</param>
/// <param name="Blocked">Whether the account has blocked them.</param>
/// <param name="Muted">Whether the account has muted them.</param>
/// <param name="Profile">Their profile, as they let the account see it.</param>
/// <param name="Status">Online, busy or offline, of a friend; null of others.</param>
/// <param name="ForFriends">
/// The names, as in JSON, of the fields of the profile that they show to friends only; null where there is none among them.
/// </param>
public sealed record ApiPerson(
    uint Uin, string Nick, uint Avatar, bool Friend, bool Blocked, bool Muted, ApiProfile Profile, UserStatus? Status = null,
    IReadOnlyList<string>? ForFriends = null);

/// <summary>A friend.</summary>
/// <param name="Uin">The number.</param>
/// <param name="Nick">The nickname.</param>
/// <param name="Avatar">The avatar.</param>
/// <param name="Status">Online, busy or offline, as it is to be seen.</param>
/// <param name="Since">Since when.</param>
/// <param name="Introduction">What they say of themselves; null where that is nothing.</param>
public sealed record ApiFriend(
    uint Uin, string Nick, uint Avatar, UserStatus Status, DateTimeOffset Since, string? Introduction = null);

/// <summary>What became of adding somebody.</summary>
public enum ApiAddOutcome
{
    /// <summary>They are friends now, or were before.</summary>
    Added,

    /// <summary>They want to be asked, and were.</summary>
    Asked,

    /// <summary>They want to be asked: say some words.</summary>
    NeedsWords,

    /// <summary>They let nobody add them.</summary>
    Refused,
}

/// <summary>A request to become a friend.</summary>
/// <param name="Uin">Who asks, or who was asked.</param>
/// <param name="Nick">The nickname.</param>
/// <param name="Avatar">The avatar.</param>
/// <param name="Words">The words.</param>
/// <param name="At">When.</param>
/// <param name="Introduction">What they say of themselves; null where that is nothing.</param>
/// <param name="State">What became of a request of the account's own; null of one of another.</param>
/// <param name="Answered">When it was accepted or refused; null while it waits.</param>
/// <param name="Reason">Why it was refused; null where nothing was said.</param>
public sealed record ApiFriendRequest(
    uint Uin, string Nick, uint Avatar, string Words, DateTimeOffset At, string? Introduction = null, ApiRequestState? State = null,
    DateTimeOffset? Answered = null, string? Reason = null);

/// <summary>What became of a request.</summary>
public enum ApiRequestState
{
    /// <summary>It was not answered yet.</summary>
    Waiting,

    /// <summary>It was accepted.</summary>
    Accepted,

    /// <summary>It was refused.</summary>
    Refused,
}

/// <summary>Somebody who was found.</summary>
/// <param name="Uin">The number.</param>
/// <param name="Nick">The nickname.</param>
/// <param name="Avatar">The avatar.</param>
/// <param name="Introduction">What they say of themselves; null where that is nothing.</param>
public sealed record ApiSomebody(uint Uin, string Nick, uint Avatar, string? Introduction = null);
