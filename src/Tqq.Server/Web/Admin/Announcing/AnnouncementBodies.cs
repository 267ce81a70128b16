using System.Text.Json.Serialization;

namespace Tqq.Server.Web.Admin.Announcing;

/// <summary>A word of the system (10000) to many accounts as the admin API shows it.</summary>
/// <param name="Text">What it says.</param>
/// <param name="To">all, or online: those that are online when their turn comes.</param>
/// <param name="State">sending, done or cancelled.</param>
/// <param name="Of">To how many accounts it goes, as it was when it was made.</param>
/// <param name="Reached">How many have it; those of accounts that came meanwhile among them.</param>
/// <param name="Refused">How many could not take it: their mailboxes are full, or they are damaged on disk.</param>
/// <param name="Pieces">In how many pieces clients of HTTP QQ get it.</param>
/// <param name="MadeBy">Who has made it: an administrator's number, or token.</param>
/// <param name="Made">When.</param>
/// <param name="Ended">When it was done or cancelled.</param>
/// <param name="Id">Its number; missing where it was only looked at.</param>
public sealed record AnnouncementBody(
    string Text, string To, string State, long Of, long Reached, long Refused, int Pieces, string MadeBy, DateTimeOffset Made,
    DateTimeOffset? Ended = null, long? Id = null);

/// <summary>A page of announcements, and what there is to know before one is made.</summary>
/// <param name="Announcements">The newest first.</param>
/// <param name="Accounts">How many accounts there are.</param>
/// <param name="Online">How many of them are online.</param>
/// <param name="Longest">How many characters one may have.</param>
/// <param name="Pace">To how many accounts a second one goes.</param>
/// <param name="Next">The value of `before` for the next page, or null at the end.</param>
public sealed record AnnouncementPage(
    IReadOnlyList<AnnouncementBody> Announcements, long Accounts, long Online, int Longest, int Pace, long? Next = null);

/// <summary>An announcement to make.</summary>
/// <param name="Text">What it says, 1 to 10,000 characters.</param>
/// <param name="To">all or online; all where it is missing.</param>
public sealed record NewAnnouncementBody(string? Text, string? To = null);

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(AnnouncementBody))]
[JsonSerializable(typeof(AnnouncementPage))]
[JsonSerializable(typeof(NewAnnouncementBody))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
public sealed partial class AnnouncingJson : JsonSerializerContext;
