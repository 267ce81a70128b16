using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Server.Web.Api;

namespace Tqq.Server.Web.Admin;

/// <summary>
/// Nothing on the web port answers but for an administrator, beside what tells no secret or has a guard of its own (<see cref="IsOpen"/>):
/// not even that a path does not exist. A route of the admin API that says not what it needs, or that changes something and says not what
/// that is called in the audit log, answers nobody.
/// </summary>
/// <param name="token">The token of admin.json.</param>
/// <param name="routes">All routes.</param>
internal sealed class AdminGuard(AdminToken token, EndpointDataSource routes) : IMiddleware
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

    public async Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        await ((IsOpen(context.Request.Path) ? null : Refuse(context))?.ExecuteAsync(context) ?? next(context));

    /// <summary>Whether nobody may call a route, because it says not what it needs or does.</summary>
    public static bool IsClosed(EndpointMetadataCollection metadata, string method) => metadata.GetMetadata<AdminNeed>() is null
        || (ApiGuard.Changes(method) && metadata.GetMetadata<AdminAct>() is null);

    // What has no route is no RouteEndpoint: an administrator is told 404, 405 or 415.
    private IResult? Refuse(HttpContext context)
    {
        var metadata = (context.GetEndpoint() as RouteEndpoint)?.Metadata;
        var need = metadata is not null ? metadata.GetMetadata<AdminNeed>()
            : new(_open.Contains(context.Request.Path) ? AdminRight.None : AdminRight.Read, Confirm: false);
        var isClosed = metadata is not null && IsClosed(metadata, context.Request.Method);
        if (need?.Right == AdminRight.None && !isClosed)
            return null;
        if (!token.IsShown(context.Request))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return ApiProblem.Of(ApiError.NotSignedIn, "send the token of admin.json as Authorization: Bearer TOKEN");
        }

        context.SetAdministrator(new(null, IsFull: true, context.Address()));
        return isClosed ? ApiProblem.Of(ApiError.NotAllowed, "nobody may do this") : null;
    }
}

/// <summary>The token of admin.json.</summary>
/// <param name="token">It.</param>
internal sealed class AdminToken(string token)
{
    private const string Scheme = "Bearer ";

    private readonly byte[] _hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Whether a request shows it.</summary>
    public bool IsShown(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        // Hashes of one length, so that the comparison takes the same time however much of the token is right.
        return authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim())), _hash);
    }
}
