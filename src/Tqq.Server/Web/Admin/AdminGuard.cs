using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Server.Messaging;
using Tqq.Server.Web.Api;

namespace Tqq.Server.Web.Admin;

/// <summary>
/// Nothing on the web port answers but for an administrator, beside what tells no secret or has a guard of its own (<see cref="IsOpen"/>):
/// not even that a path does not exist. A route of the admin API that says not what it needs, or that changes something and says not what
/// that is called in the audit log, answers nobody.
/// </summary>
internal sealed class AdminGuard(
    AdminToken token, AdminSessions sessions, IAdministrators administrators, PageOrigin origin, SecretWay way, EndpointDataSource routes)
    : IMiddleware
{
    private readonly OpenRoutes _open = new(routes, metadata => metadata.GetMetadata<AdminNeed>()?.Right == AdminRight.None);

    /// <summary>
    /// Whether a path is no matter of administrators, or opens nothing: the pages with their files and faces, the health check, and the API
    /// of accounts.
    /// </summary>
    public static bool IsOpen(PathString path) => path == "/" || path == WebPaths.AdminPage || path == WebPaths.AdminPage + "/"
        || path == HealthRoutes.Path
        || path.StartsWithSegments(WebPaths.Api, StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments(WebPaths.PageFiles, StringComparison.Ordinal)
        || path.StartsWithSegments(WebPaths.Faces, StringComparison.Ordinal) || path == WebPaths.ServiceWorker;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var isOpen = IsOpen(context.Request.Path);
        if (!isOpen)
            // Accounts, passwords that are shown once: no browser and no proxy keeps them.
            context.Response.Headers.CacheControl = "no-store";
        var refusal = isOpen ? null : await RefuseAsync(context);
        await (refusal?.ExecuteAsync(context) ?? next(context));
    }

    /// <summary>Whether nobody may call a route, because it says not what it needs or does.</summary>
    public static bool IsClosed(EndpointMetadataCollection metadata, string method) => metadata.GetMetadata<AdminNeed>() is null
        || (ApiGuard.Changes(method) && metadata.GetMetadata<AdminAct>() is null);

    // What has no route is no RouteEndpoint: an administrator is told 404, 405 or 415.
    private async ValueTask<IResult?> RefuseAsync(HttpContext context)
    {
        var metadata = (context.GetEndpoint() as RouteEndpoint)?.Metadata;
        var isClosed = metadata is not null && IsClosed(metadata, context.Request.Method);
        var need = metadata is null ? new(_open.Contains(context.Request.Path) ? AdminRight.None : AdminRight.Read, Confirm: false)
            : metadata.GetMetadata<AdminNeed>() ?? new(AdminRight.Full, Confirm: false);
        if (need.Right == AdminRight.None && !isClosed)
            return null;
        var (caller, refusal) = await AdmitAsync(context);
        if (caller is null)
            return refusal;
        context.SetAdministrator(caller);
        return isClosed ? ApiProblem.Of(ApiError.NotAllowed, "nobody may do this")
            : need.Right == AdminRight.Full && !caller.IsFull
                ? ApiProblem.Of(ApiError.NotAllowed, "this needs an administrator of role full: yours is read-only")
            : need.Confirm && caller.Session is { } session && !sessions.IsConfirmed(session)
                ? ApiProblem.Of(AdminErrors.ConfirmPassword, AdminErrors.ConfirmPassword.Meaning)
            : null;
    }

    private async ValueTask<(AdminCaller? Caller, IResult? Refusal)> AdmitAsync(HttpContext context)
    {
        var (request, address) = (context.Request, context.Address());
        // Whoever sends a token means it: the cookie that a browser adds is not looked at.
        if (request.Headers.Authorization.Count > 0)
            return !token.IsShown(request) ? (null, NotSignedIn(context))
                : way.RefuseToken(context) is { } plain ? (null, plain) : (new(address, null, null), null);
        if (AdminSessions.Cookie.Read(request, origin.IsSecure(request)) is not { } secret)
            return (null, NotSignedIn(context));
        if (ApiGuard.Changes(request.Method) && !origin.IsOwn(request))
            return (null, ApiProblem.Of(ApiError.ForeignPage,
                "a cookie changes things only for a page of this address: the browser says so in Sec-Fetch-Site or Origin"));
        // What a page of elsewhere asks is no use of the session, which would go on for as long as that page is open.
        if (origin.IsForeign(request) || sessions.Use(secret) is not { } session)
            return (null, NotSignedIn(context));
        if (way.Refuse(context) is { } open)
            return (null, open);
        if (MeantAccount.RefuseOther(request, session.Uin) is { } other)
            return (null, other);
        if (await administrators.LookAsync(session.Uin, address, context.RequestAborted) is { } standing
            && standing.PasswordMark == session.PasswordMark)
            return (new(address, session, standing), null);
        sessions.Close(session);
        return (null, NotSignedIn(context));
    }

    private static IResult NotSignedIn(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        // Elsewhere there is no API: a client that was given a wrong address must not take this for an answer of one.
        if (!context.Request.Path.StartsWithSegments(WebPaths.AdminPage, StringComparison.OrdinalIgnoreCase))
            return Results.Problem("nothing is here for somebody who is not signed in: the page is at /",
                statusCode: StatusCodes.Status401Unauthorized);
        return ApiProblem.Of(ApiError.NotSignedIn,
            "sign in with POST /admin/api/v1/session, or send the token of admin.json as Authorization: Bearer TOKEN");
    }
}
