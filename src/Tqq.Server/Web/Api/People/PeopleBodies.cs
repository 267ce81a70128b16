using System.Text.Json.Serialization;
using Tqq.Core;
using Tqq.Core.Contacts;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Server.Web.Api.Me;

namespace Tqq.Server.Web.Api.People;

/// <summary>A friend.</summary>
/// <param name="Uin">The number.</param>
/// <param name="Nick">The nickname.</param>
/// <param name="Avatar">The avatar; its image has the number avatar/3+1.</param>
/// <param name="Status">online, busy or offline, as it is to be seen.</param>
/// <param name="Since">Since when.</param>
/// <param name="Introduction">What they say of themselves; missing where that is nothing.</param>
public sealed record FriendBody(
    long Uin, string Nick, long Avatar, string Status, DateTimeOffset Since, string? Introduction = null);

/// <summary>A part of the list of friends.</summary>
/// <param name="Friends">Ascending by number.</param>
/// <param name="Next">The value of `after` for the next part; missing at the end.</param>
public sealed record FriendList(IReadOnlyList<FriendBody> Friends, string? Next = null);

/// <summary>Somebody to add as a friend.</summary>
/// <param name="Uin">The number.</param>
/// <param name="Words">What they read where they want to be asked first, at most 400 bytes; without words they are not asked.</param>
public sealed record NewFriendBody(long? Uin, string? Words = null);

/// <summary>What became of adding somebody.</summary>
/// <param name="Outcome">
/// added; asked (they want to be asked, and were); needs-words (they want to be asked: send words); refused (they let nobody add them).
/// </param>
public sealed record FriendOutcomeBody(string Outcome);

/// <summary>A request to become a friend.</summary>
/// <param name="Uin">Who asks, or who was asked.</param>
/// <param name="Nick">The nickname.</param>
/// <param name="Avatar">The avatar.</param>
/// <param name="Words">The words.</param>
/// <param name="At">When.</param>
/// <param name="Introduction">What they say of themselves; missing where that is nothing.</param>
/// <param name="State">Of a request of one's own: waiting, accepted or refused.</param>
/// <param name="Answered">When it was accepted or refused; missing while it waits.</param>
/// <param name="Reason">Why it was refused; missing where nothing was said.</param>
public sealed record RequestBody(
    long Uin, string Nick, long Avatar, string Words, DateTimeOffset At, string? Introduction = null, string? State = null,
    DateTimeOffset? Answered = null, string? Reason = null);

/// <summary>A part of a list of requests.</summary>
/// <param name="Requests">Ascending by number.</param>
/// <param name="Next">The value of `after` for the next part; missing at the end.</param>
public sealed record RequestList(IReadOnlyList<RequestBody> Requests, string? Next = null);

/// <summary>Why a request is refused.</summary>
/// <param name="Reason">What they read, at most 400 bytes; may be missing.</param>
public sealed record RefusalBody(string? Reason = null);

/// <summary>Somebody.</summary>
/// <param name="Uin">The number.</param>
/// <param name="Nick">The nickname.</param>
/// <param name="Avatar">The avatar.</param>
/// <param name="Introduction">What they say of themselves; missing where that is nothing.</param>
public sealed record SomebodyBody(long Uin, string Nick, long Avatar, string? Introduction = null);

/// <summary>A part of a list of people.</summary>
/// <param name="People">Them.</param>
/// <param name="Next">The value of `after` for the next part; missing at the end.</param>
public sealed record PeopleList(IReadOnlyList<SomebodyBody> People, string? Next = null);

/// <summary>Somebody as the caller may see them.</summary>
/// <param name="Uin">The number.</param>
/// <param name="Nick">The nickname.</param>
/// <param name="Avatar">The avatar.</param>
/// <param name="Friend">Whether they are on the caller's list.</param>
/// <param name="Status">online, busy or offline, of a friend.</param>
/// <param name="Blocked">Whether the caller has blocked them.</param>
/// <param name="Muted">Whether the caller has muted them.</param>
/// <param name="Profile">Their profile, as they let the caller see it.</param>
/// <param name="Words">What of the profile are codes, in words.</param>
/// <param name="ForFriends">The fields of the profile that they show to friends only; missing where there is none among them.</param>
public sealed record PersonBody(
    long Uin, string Nick, long Avatar, bool Friend, bool Blocked, bool Muted, ProfileBody Profile, WordsBody Words, string? Status = null,
    IReadOnlyList<string>? ForFriends = null)
{
    internal static PersonBody Of(Uin uin, SeenProfile seen, bool isFriend, PeerMark mark, Status? status)
    {
        var profile = seen.Profile;
        return new(uin.Value, profile.Nick, profile.Avatar, isFriend, mark.IsBlocked, mark.IsMuted, ProfileForm.Show(profile),
            ProfileForm.Words(profile), status is { } said ? SettingWords.Word(said) : null,
            seen.ForFriends.IsEmpty ? null : [.. seen.ForFriends.Select(ProfileNames.Of)]);
    }
}

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(FriendList))]
[JsonSerializable(typeof(NewFriendBody))]
[JsonSerializable(typeof(FriendOutcomeBody))]
[JsonSerializable(typeof(RequestList))]
[JsonSerializable(typeof(RefusalBody))]
[JsonSerializable(typeof(PeopleList))]
[JsonSerializable(typeof(PersonBody))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(ApiTime)])]
public sealed partial class PeopleJson : JsonSerializerContext;
