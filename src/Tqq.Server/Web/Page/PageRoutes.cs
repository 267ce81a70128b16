using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Tqq.Server.Web.Page;

/// <summary>The pages: that of people at `/`, those of the administrator at `/admin/`, their files and the faces.</summary>
internal static class PageRoutes
{
    /// <summary>
    /// What a browser may load and do for the page: what comes from here, and no text becomes markup or script. The one type that is
    /// trusted is the address of the service worker.
    /// </summary>
    public const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'; trusted-types service-worker";

    private const string ForEver = "public, max-age=31536000, immutable";

    /// <summary>Maps the routes.</summary>
    public static void Map(WebApplication app)
    {
        Map(app, "/", context => AnswerAsync(context, PageFiles.Own.Index, "no-cache"));
        Map(app, WebPaths.AdminPage + "/", context => AnswerAsync(context, PageFiles.Own.Admin, "no-cache"));
        Map(app, WebPaths.ServiceWorker, context => AnswerAsync(context, PageFiles.Own.Worker, "no-cache"));
        Map(app, PageFiles.Folder + "{name}", (HttpContext context, string name) => PageFiles.Own.Find(name) is { } file
            ? AnswerAsync(context, file, ForEver) : Missing(context));
        Map(app, WebPaths.Faces + "/{number}.svg", (HttpContext context, string number) =>
            uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var face) && face is >= 1 and <= PageFace.Last
            ? AnswerAsync(context, PageFace.Draw(face)) : Missing(context));
    }

    private static void Map(WebApplication app, string path, RequestDelegate answer) =>
        app.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], answer).ExcludeFromDescription();

    private static void Map(WebApplication app, string path, Func<HttpContext, string, Task> answer) =>
        Map(app, path, context => answer(context, (string)context.Request.RouteValues.Values.Single()!));

    private static Task Missing(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Task AnswerAsync(HttpContext context, PageFile file, string caching)
    {
        var headers = context.Response.Headers;
        var tag = $"W/\"{file.Hash}\"";
        // Of what a document loads no browser asks for a policy. A service worker keeps a document under the name of its content.
        if (file == PageFiles.Own.Index || file == PageFiles.Own.Admin || file == PageFiles.Own.Worker)
        {
            headers.ContentSecurityPolicy = Policy;
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
        }

        headers.CacheControl = caching;
        headers.ETag = tag;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (context.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return SendAsync(context, file.Type, file.As(context.Request.Headers.AcceptEncoding.ToString()));
    }

    private static Task AnswerAsync(HttpContext context, string face)
    {
        (context.Response.Headers.CacheControl, context.Response.Headers.Vary) = (ForEver, HeaderNames.AcceptEncoding);
        return SendAsync(context, "image/svg+xml",
            PageFile.Pack(Encoding.UTF8.GetBytes(face), context.Request.Headers.AcceptEncoding.ToString()));
    }

    private static Task SendAsync(HttpContext context, string type, (string? Encoding, byte[] Bytes) content)
    {
        var response = context.Response;
        if (content.Encoding is { } encoding)
            response.Headers.ContentEncoding = encoding;
        (response.ContentType, response.ContentLength) = (type, content.Bytes.Length);
        return response.Body.WriteAsync(content.Bytes, context.RequestAborted).AsTask();
    }
}
