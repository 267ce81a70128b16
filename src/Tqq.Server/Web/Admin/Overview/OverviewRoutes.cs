using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Server.Metrics;
using static Tqq.Server.Web.SettingWords;

namespace Tqq.Server.Web.Admin.Overview;

/// <summary>The admin API's overview: how the server is now, which a page asks for again and again, and how it was.</summary>
internal static class OverviewRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/overview", ShowAsync).Needs(AdminRight.Read).Produces<OverviewBody>();
        api.MapGet("/overview/history", ShowHistory).Needs(AdminRight.Read).Produces<OverviewHistoryBody>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, OverviewReader overview, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Ok(await overview.ReadAsync(ct));
    }

    private static IResult ShowHistory(HttpContext context, OverviewReader overview, string? span = null)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Ok(overview.Read(ReadWord<HistorySpan>(span, "span") ?? HistorySpan.Hour));
    }
}
