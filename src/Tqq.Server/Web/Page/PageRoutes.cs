using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

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

    private const string FacePolicy = "default-src 'none'; frame-ancestors 'none'";
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
        Secure(headers);
        headers.CacheControl = caching;
        headers.ETag = tag;
        headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var (encoding, bytes) = file.As(context.Request.Headers.AcceptEncoding.ToString());
        if (encoding is not null)
            headers.ContentEncoding = encoding;
        return SendAsync(context, file.Type, bytes);
    }

    private static Task AnswerAsync(HttpContext context, string face)
    {
        // Many come at once, so their heads are short: one that is opened by itself may do nothing.
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = FacePolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = ForEver;
        return SendAsync(context, "image/svg+xml", System.Text.Encoding.UTF8.GetBytes(face));
    }

    private static Task SendAsync(HttpContext context, string type, byte[] bytes)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private static void Secure(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
