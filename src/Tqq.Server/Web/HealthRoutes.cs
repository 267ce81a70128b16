using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Server.Storage;

namespace Tqq.Server.Web;

/// <summary>
/// `/healthz`, for anybody: 200 while what is written comes to the disk, otherwise 503 with the reason. HEAD says the same without words.
/// </summary>
internal static class HealthRoutes
{
    /// <summary>The path.</summary>
    public const string Path = "/healthz";

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Answer).Produces<HealthBody>().Produces<HealthBody>(StatusCodes.Status503ServiceUnavailable);
        routes.MapMethods(Path, [HttpMethods.Head], Answer).ExcludeFromDescription();
    }

    private static IResult Answer(IStore store)
    {
        var (age, trouble) = store.Condition;
        return Results.Json(
            new HealthBody(trouble is null ? "ok" : "failing", Math.Round(age.TotalSeconds, 1), trouble), HealthJson.Default.HealthBody,
            statusCode: trouble is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
