using System.Text.Json.Serialization;

namespace Tqq.Server.Web.Api.Push;

/// <summary>The key by which push services know this server.</summary>
/// <param name="Key">The `applicationServerKey` of a browser's subscription: a point of P-256, in base64url.</param>
public sealed record PushKeyBody(string Key);

/// <summary>A browser's subscription, as its `toJSON()` gives it, and what it is to be told.</summary>
/// <param name="Endpoint">The address at the browser's push service; https.</param>
/// <param name="Keys">What is sent there is encrypted for these.</param>
/// <param name="Says">message (that there is one), sender (of whom) or text (what, too); sender where it is missing.</param>
/// <param name="ExpirationTime">What browsers say besides; it is not looked at.</param>
public sealed record NewSubscriptionBody(
    string? Endpoint, SubscriptionKeysBody? Keys, string? Says = null, double? ExpirationTime = null)
{
    /// <summary>Without the endpoint and the keys.</summary>
    public override string ToString() => $"subscription that says {Says}";
}

/// <summary>The keys of a subscription.</summary>
/// <param name="P256dh">The browser's public key: an uncompressed point of P-256, in base64url.</param>
/// <param name="Auth">What the browser shares with who sends: 16 bytes, in base64url.</param>
public sealed record SubscriptionKeysBody(string? P256dh, string? Auth)
{
    /// <summary>Without the keys.</summary>
    public override string ToString() => "keys";
}

/// <summary>A subscription. Its endpoint is a secret and is not shown.</summary>
/// <param name="Id">The number of its session, as a text.</param>
/// <param name="Says">message, sender or text.</param>
/// <param name="Service">The host of the push service.</param>
/// <param name="Made">Since when.</param>
/// <param name="IsThis">Whether its session is the one that asks.</param>
public sealed record SubscriptionBody(string Id, string Says, string Service, DateTimeOffset Made, bool IsThis);

/// <summary>The subscriptions of an account.</summary>
/// <param name="Subscriptions">Ascending by number.</param>
public sealed record SubscriptionList(IReadOnlyList<SubscriptionBody> Subscriptions);

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(PushKeyBody))]
[JsonSerializable(typeof(NewSubscriptionBody))]
[JsonSerializable(typeof(SubscriptionList))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(ApiTime)])]
public sealed partial class PushBodyJson : JsonSerializerContext;
