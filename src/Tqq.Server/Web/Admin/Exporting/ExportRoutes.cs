using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Server.Messaging;
using static Tqq.Server.Web.Admin.RouteAnswers;

namespace Tqq.Server.Web.Admin.Exporting;

/// <summary>The admin API's export of an account, without messages.</summary>
internal static class ExportRoutes
{
    // A POST: what is read of somebody stands in the audit log.
    public static void Map(RouteGroupBuilder api) => api.MapPost("/accounts/{uin:long}/export", ExportAsync)
        .Needs(AdminRight.Full, confirm: true).Acts("account.export").OfAccount()
        .Produces<Stream>(StatusCodes.Status200OK, "application/zip");

    private static async Task<IResult> ExportAsync(
        long uin, HttpContext context, IAccountAdministration accounts, AdminExport export, CancellationToken ct)
    {
        if (await accounts.ShowAsync(AccountWords.ReadUin(uin), ct) is not { } account)
            return Missing(uin);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"tqq-{account.Account.Uin}.zip\"";
        return Results.Stream(body => export.WriteAsync(body, account, ct), "application/zip");
    }
}
