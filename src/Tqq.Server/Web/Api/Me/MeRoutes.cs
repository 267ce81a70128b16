using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Server.Messaging;

namespace Tqq.Server.Web.Api.Me;

/// <summary>Who calls: its account as it sees itself.</summary>
internal static class MeRoutes
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/me", ShowAsync).Needs(ApiRight.Read)
        .Says("Shows the account that is signed in").Produces<MeBody>()
        .Example(null, """{ "uin": 10001, "nick": "小红", "status": "online" }""");

    private static async Task<IResult> ShowAsync(HttpContext context, IAccountAdministration accounts, CancellationToken ct)
    {
        var uin = context.Caller().Uin;
        return await accounts.ShowAsync(uin, ct) is { } details
            ? ApiJson.Answer(new MeBody(uin.Value, details.Account.Profile.Nick,
                JsonNamingPolicy.KebabCaseLower.ConvertName(details.Status.ToString())), MeJson.Default.MeBody)
            : ApiProblem.Of(ApiError.NotSignedIn, "the account is gone");
    }
}

/// <summary>An account as it sees itself.</summary>
/// <param name="Uin">Its number.</param>
/// <param name="Nick">Its nickname.</param>
/// <param name="Status">online, busy, invisible or offline: its own status, not what others see.</param>
public sealed record MeBody(long Uin, string Nick, string Status);

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(MeBody))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(ApiTime)])]
public sealed partial class MeJson : JsonSerializerContext;
