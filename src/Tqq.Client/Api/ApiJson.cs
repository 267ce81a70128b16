using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tqq.Client;

/// <summary>What is sent to sign in.</summary>
internal sealed record SignInBody(uint Uin, string Password, string Device, bool Token, string? Code)
{
    public override string ToString() => $"sign in as {Uin}";
}

internal sealed record SignedInBody(uint Uin, string Session, string? Token = null)
{
    public override string ToString() => $"session {Session} of {Uin}";
}

internal sealed record ProblemBody(string? Type = null, string? Detail = null);

internal sealed record NameBody(string Name);

internal sealed record ReadBody(string? Through);

internal sealed record StatusBody(UserStatus Status);

internal sealed record MeEditBody(ApiProfile? Profile, ApiSettings? Settings);

internal sealed record PasswordChangeBody(string Current, string New)
{
    public override string ToString() => "a new password";
}

internal sealed record DeletionBody(string Password)
{
    public override string ToString() => "a deletion";
}

internal sealed record AppPasswordsBody(IReadOnlyList<ApiAppPassword> AppPasswords);

internal sealed record TokensBody(IReadOnlyList<ApiToken> Tokens);

internal sealed record FriendsBody(IReadOnlyList<ApiFriend> Friends, string? Next = null);

internal sealed record NewFriendBody(uint Uin, string? Words);

internal sealed record AddOutcomeBody(ApiAddOutcome Outcome);

internal sealed record FriendRequestsBody(IReadOnlyList<ApiFriendRequest> Requests, string? Next = null);

internal sealed record RefusalBody(string Reason);

internal sealed record PeopleBody(IReadOnlyList<ApiSomebody> People, string? Next = null);

internal sealed record PushKeyBody(string Key);

internal sealed record PushSubscriptionsBody(IReadOnlyList<ApiPushSubscription> Subscriptions);

internal sealed record PushKeysBody(string P256dh, string Auth)
{
    public override string ToString() => "keys of a subscription";
}

internal sealed record NewPushSubscriptionBody(string Endpoint, PushKeysBody Keys, string Says)
{
    public override string ToString() => "a subscription";
}

/// <summary>A status by its name.</summary>
internal sealed class StatusWord() : JsonStringEnumConverter<UserStatus>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary>An outcome by its name, such as needs-words.</summary>
internal sealed class OutcomeWord() : JsonStringEnumConverter<ApiAddOutcome>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

/// <summary>What became of a request, by its name.</summary>
internal sealed class RequestStateWord() : JsonStringEnumConverter<ApiRequestState>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary>Generated serializers. What a newer server says besides is passed over.</summary>
[JsonSerializable(typeof(SignInBody))]
[JsonSerializable(typeof(SignedInBody))]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(NameBody))]
[JsonSerializable(typeof(ReadBody))]
[JsonSerializable(typeof(StatusBody))]
[JsonSerializable(typeof(MeEditBody))]
[JsonSerializable(typeof(PasswordChangeBody))]
[JsonSerializable(typeof(DeletionBody))]
[JsonSerializable(typeof(AppPasswordsBody))]
[JsonSerializable(typeof(ApiAppPassword))]
[JsonSerializable(typeof(TokensBody))]
[JsonSerializable(typeof(FriendsBody))]
[JsonSerializable(typeof(NewFriendBody))]
[JsonSerializable(typeof(AddOutcomeBody))]
[JsonSerializable(typeof(FriendRequestsBody))]
[JsonSerializable(typeof(RefusalBody))]
[JsonSerializable(typeof(PeopleBody))]
[JsonSerializable(typeof(PushKeyBody))]
[JsonSerializable(typeof(PushSubscriptionsBody))]
[JsonSerializable(typeof(ApiPushSubscription))]
[JsonSerializable(typeof(NewPushSubscriptionBody))]
[JsonSerializable(typeof(ApiMe))]
[JsonSerializable(typeof(ApiPerson))]
[JsonSerializable(typeof(ApiMessagePage))]
[JsonSerializable(typeof(ApiConversationPage))]
[JsonSerializable(typeof(ApiSent))]
[JsonSerializable(typeof(ApiSessions))]
[JsonSerializable(typeof(ApiNewToken))]
[JsonSerializable(typeof(ApiEvent.Ready))]
[JsonSerializable(typeof(ApiEvent.Read))]
[JsonSerializable(typeof(ApiEvent.Deleted))]
[JsonSerializable(typeof(ApiEvent.FriendChange))]
[JsonSerializable(typeof(ApiMark))]
[JsonSerializable(typeof(ApiEvent.ProfileChange))]
[JsonSerializable(typeof(ApiEvent.SessionEnded))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(StatusWord), typeof(OutcomeWord), typeof(RequestStateWord)])]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>
    /// The body that sends a text. Nothing is escaped but what JSON forbids: the longest text would be larger than the server takes, if
    /// each half of a character were six bytes.
    /// </summary>
    public static byte[] TextBody(string text)
    {
        var json = new StringBuilder("""{"text":""").Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => json.Append('\\').Append(c),
                < ' ' => json.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => json.Append(c),
            };
        }

        return Encoding.UTF8.GetBytes(json.Append("\"}").ToString());
    }
}
