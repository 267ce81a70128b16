using System.Text.Json.Serialization;

namespace Tqq.Server.Web.Admin.Sessions;

/// <summary>A session of any account as the admin API shows it.</summary>
/// <param name="Uin">Whose.</param>
/// <param name="Nick">The nickname of its account.</param>
/// <param name="Avatar">The number of its avatar; its picture is `/face/N.svg`, N = avatar/3+1.</param>
/// <param name="Id">What ends it: `wire` for the one of HTTP QQ, otherwise its number within the account.</param>
/// <param name="Door">wire (HTTP QQ), web (the page), program, token, bot or admin.</param>
/// <param name="Address">From where it was used last.</param>
/// <param name="Started">When it began.</param>
/// <param name="HasKey">
/// Whether what it shows is its own; false for a session of HTTP QQ that is known by its address, in which whoever shares that can act.
/// </param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="LastSeen">
/// When it was used last; of the wire missing where the account has not been used since the server started, of others up to ten minutes
/// too early.
/// </param>
/// <param name="AppPassword">The number of the app password that it began with, if it did.</param>
/// <param name="Expires">When it ends by itself, if it is a token with an end.</param>
public sealed record KnownSessionBody(
    long Uin, string Nick, int Avatar, string Id, string Door, string Address, DateTimeOffset Started, bool HasKey,
    string? Name = null, DateTimeOffset? LastSeen = null, int? AppPassword = null, DateTimeOffset? Expires = null);

/// <summary>A page of sessions.</summary>
/// <param name="Sessions">
/// Ascending by account; its session of HTTP QQ first. May be fewer than `limit`, though there is a `next`.
/// </param>
/// <param name="Total">How many there are that the filter lets through, counted up to 10,000.</param>
/// <param name="TotalIsMore">Whether there are more than that.</param>
/// <param name="Next">The value of `after` for the next page, or null at the end.</param>
public sealed record KnownSessionPage(
    IReadOnlyList<KnownSessionBody> Sessions, int Total, bool TotalIsMore, string? Next = null);

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(KnownSessionPage))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
public sealed partial class SessionsJson : JsonSerializerContext;
