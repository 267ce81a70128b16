using Microsoft.AspNetCore.Http;

namespace Tqq.Server.Web.Api;

/// <summary>
/// The cookie of a browser that is signed in. Under https its name has `__Host-`, so that no other host and no plain http can set it.
/// </summary>
internal static class ApiCookie
{
    /// <summary>Its name under plain http.</summary>
    public const string Plain = "tqq-session";

    /// <summary>Its name under https.</summary>
    public const string Secure = "__Host-tqq-session";

    /// <summary>What the cookie of a request has, or null.</summary>
    public static string? Read(HttpRequest request) => request.Cookies[request.IsHttps ? Secure : Plain] is { Length: > 0 } value
        ? value : null;

    /// <summary>Has the browser keep it.</summary>
    public static void Set(HttpContext context, string value) => context.Response.Cookies.Append(
        context.Request.IsHttps ? Secure : Plain, value, Options(context, Core.Devices.DeviceSession.LongestUnused));

    /// <summary>Has the browser forget it.</summary>
    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(
        context.Request.IsHttps ? Secure : Plain, Options(context, maxAge: null));

    // Lax: a link from elsewhere opens the page signed in; what changes something asks for the page's own origin besides.
    private static CookieOptions Options(HttpContext context, TimeSpan? maxAge) => new()
    {
        Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = maxAge,
    };
}
