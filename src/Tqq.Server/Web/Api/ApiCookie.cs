using Microsoft.AspNetCore.Http;
using Tqq.Core.Devices;

namespace Tqq.Server.Web.Api;

/// <summary>
/// The cookie of a browser that is signed in. Where people come by https its name has `__Host-`, so that no other host and no plain http
/// can set it.
/// </summary>
internal static class ApiCookie
{
    /// <summary>Its name under plain http.</summary>
    public const string Plain = "tqq-session";

    /// <summary>Its name under https.</summary>
    public const string Secure = "__Host-tqq-session";

    /// <summary>What the cookie of a request has, or null.</summary>
    public static string? Read(HttpRequest request, bool isSecure) =>
        request.Cookies[isSecure ? Secure : Plain] is { Length: > 0 } value ? value : null;

    /// <summary>Has the browser keep it: for as long as the session lives, or until the browser is closed.</summary>
    public static void Set(HttpResponse response, string value, bool stays, bool isSecure) =>
        response.Cookies.Append(isSecure ? Secure : Plain, value, Options(isSecure, stays ? DeviceSession.LongestUnused : null));

    /// <summary>Has the browser forget it.</summary>
    public static void Clear(HttpResponse response, bool isSecure) =>
        response.Cookies.Delete(isSecure ? Secure : Plain, Options(isSecure, maxAge: null));

    // Lax: a link from elsewhere opens the page signed in; what changes something asks for the page's own origin besides.
    private static CookieOptions Options(bool isSecure, TimeSpan? maxAge) =>
        new() { Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = isSecure, MaxAge = maxAge };
}
