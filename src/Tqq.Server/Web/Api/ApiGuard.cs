using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core.Devices;
using Tqq.Server.Messaging;

namespace Tqq.Server.Web.Api;

/// <summary>
/// Nothing under /api/v1 answers but for a device session whose account admits it now and that has the right which the route needs. A route
/// that says not what it needs answers nobody.
/// </summary>
internal sealed class ApiGuard(IDeviceDoor door, PageOrigin origin, EndpointDataSource routes) : IMiddleware
{
    private const string Scheme = "Bearer ";

    private readonly OpenRoutes _open = new(routes, metadata => metadata.GetMetadata<ApiNeed>()?.Right == ApiRight.None);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments(WebPaths.Api, StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        // What has no route is no RouteEndpoint: it is answered 404, 405 or 415, by nobody's rights. Whoever signs in with a body of
        // another type is told so.
        var need = context.GetEndpoint() switch
        {
            RouteEndpoint endpoint => endpoint.Metadata.GetMetadata<ApiNeed>() ?? new(ApiRight.Owner, 0),
            _ when _open.Contains(context.Request.Path) => new(ApiRight.None, 0),
            _ => new(ApiRight.Any, ApiWays.Usual),
        };
        var refusal = need.Right == ApiRight.None ? null : await TryRefuseAsync(context, need);
        await (refusal?.ExecuteAsync(context) ?? next(context));
    }

    // Who calls stands in the store, which may hang or be damaged.
    private async ValueTask<IResult?> TryRefuseAsync(HttpContext context, ApiNeed need)
    {
        try
        {
            return await RefuseAsync(context, need);
        }
        catch (Exception e) when (RouteFailure.Of(e) is { } failure)
        {
            return ApiProblem.OfFailure(failure);
        }
    }

    private async ValueTask<IResult?> RefuseAsync(HttpContext context, ApiNeed need)
    {
        var (secret, way) = ReadSecret(context.Request, need.Ways);
        if (way == ApiWays.Cookie && secret is not null && Changes(context.Request.Method) && !origin.IsOwn(context.Request))
            return ApiProblem.Of(ApiError.ForeignPage,
                "a cookie changes things only for a page of this address: the browser says so in Sec-Fetch-Site or Origin; programs send a token");
        // A page of elsewhere could not read the answer, but tell by it whether somebody is signed in, and hold a stream open.
        if (way == ApiWays.Cookie && origin.IsForeign(context.Request))
            secret = null;
        var address = context.Address();
        if (secret is null || await door.AdmitAsync(ApiSecret.HashOf(secret), address, context.RequestAborted) is not { } admitted)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return ApiProblem.Of(ApiError.NotSignedIn, secret is null
                ? "sign in with POST /api/v1/session and send its token as Authorization: Bearer TOKEN, or its cookie"
                : "this opens nothing: it is wrong, revoked or expired, or the account does not admit it now; sign in again");
        }

        if (MeantAccount.RefuseOther(context.Request, admitted.Uin) is { } other)
            return other;
        var grant = admitted.Session.Grant;
        var caller = new ApiCaller(admitted.Uin, admitted.Session.Id, admitted.Session.Kind, grant?.Rights, grant?.Peers ?? [], address);
        context.SetCaller(caller);
        if (!caller.May(need.Right) || (way == ApiWays.Query && caller.Rights != TokenRights.Send))
            return ApiProblem.Of(ApiError.NotAllowed, WordsFor(need.Right, way));
        return context.GetRouteValue("uin") is { } of && !(uint.TryParse(of.ToString(), out var peer) && caller.Knows(new(peer)))
            && !caller.Peers.IsEmpty
            ? ApiProblem.OfOthers(caller) : null;
    }

    /// <summary>Whether requests of a method change something.</summary>
    public static bool Changes(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method);

    private (string? Secret, ApiWays Way) ReadSecret(HttpRequest request, ApiWays ways)
    {
        var authorization = request.Headers.Authorization.ToString();
        // Whoever sends a token means it: the cookie that a browser adds is not looked at.
        if (authorization.Length > 0)
            return authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
                && authorization[Scheme.Length..].Trim() is var token && ApiSecret.IsToken(token)
                ? (token, ApiWays.Bearer) : (null, ApiWays.Bearer);
        if (ways.HasFlag(ApiWays.Query) && ApiSecret.IsToken(request.Query["auth"]))
            return (request.Query["auth"], ApiWays.Query);
        return ways.HasFlag(ApiWays.Cookie) ? (ApiCookie.Session.Read(request, origin.IsSecure(request)), ApiWays.Cookie)
            : (null, ApiWays.Bearer);
    }

    private static string WordsFor(ApiRight right, ApiWays way) => (right, way) switch
    {
        (_, ApiWays.Query) => "?auth= must be a token of right send alone: send others as Authorization: Bearer TOKEN",
        (ApiRight.Owner, _) => "no token may do this: sign in with the password",
        (ApiRight.All, _) => "this needs a token of right all",
        (ApiRight.Send, _) => "this needs a token of right send or all",
        _ => "this needs a token of right read or all",
    };
}
