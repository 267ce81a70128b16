using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Tqq.Core.Rules;

namespace Tqq.Server.Web.Api;

/// <summary>
/// Says to browsers which pages of other sites may use the API: none but those that are named, and these with a token alone. A cookie is
/// never theirs.
/// </summary>
internal sealed class ApiCors(InForce<ApiOptions> options) : IMiddleware
{
    private static readonly StringValues s_methods = "GET, POST, PUT, PATCH, DELETE";
    private static readonly StringValues s_headers = $"Authorization, Content-Type, Idempotency-Key, Last-Event-ID, {MeantAccount.Header}";
    private static readonly StringValues s_exposed = "Retry-After";

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var origins = options.Now.CorsOrigins;
        if (origins.IsEmpty || !context.Request.Path.StartsWithSegments(WebPaths.Api, StringComparison.OrdinalIgnoreCase))
            return next(context);
        var (request, headers) = (context.Request, context.Response.Headers);
        headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        if (!origins.Contains(request.Headers[HeaderNames.Origin].ToString()))
            return next(context);
        headers[HeaderNames.AccessControlAllowOrigin] = request.Headers[HeaderNames.Origin];
        headers[HeaderNames.AccessControlExposeHeaders] = s_exposed;
        if (!HttpMethods.IsOptions(request.Method) || !request.Headers.ContainsKey(HeaderNames.AccessControlRequestMethod))
            return next(context);
        headers[HeaderNames.AccessControlAllowMethods] = s_methods;
        headers[HeaderNames.AccessControlAllowHeaders] = s_headers;
        headers[HeaderNames.AccessControlMaxAge] = "600";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
