using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Tqq.Server.Web.Admin;

/// <summary>
/// Nothing on the web port answers without the token but what tells no secret and what has a guard of its own (<see cref="IsOpen"/>), not
/// even that a path does not exist.
/// </summary>
/// <param name="token">The token.</param>
internal sealed class BearerGuard(string token) : IMiddleware
{
    private const string Scheme = "Bearer ";

    private readonly byte[] _hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>
    /// Whether a path is no matter of this token: the page with its files and faces, the health check, the description of the API, and the
    /// API of accounts.
    /// </summary>
    public static bool IsOpen(PathString path) => path == "/" || path == HealthRoutes.Path || path == WebPaths.AdminDocument
        || path.StartsWithSegments(WebPaths.Api, StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments(WebPaths.PageFiles, StringComparison.Ordinal)
        || path.StartsWithSegments(WebPaths.Faces, StringComparison.Ordinal);

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (IsOpen(context.Request.Path) || IsAdmitted(context.Request.Headers.Authorization.ToString()))
            return next(context);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Results.Problem(statusCode: StatusCodes.Status401Unauthorized,
            detail: "send the token of admin.json as Authorization: Bearer TOKEN").ExecuteAsync(context);
    }

    // Hashes of one length, so that the comparison takes the same time however much of the token is right.
    private bool IsAdmitted(string authorization) => authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim())), _hash);
}
