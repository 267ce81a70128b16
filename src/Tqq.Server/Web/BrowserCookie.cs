using Microsoft.AspNetCore.Http;

namespace Tqq.Server.Web;

/// <summary>
/// The cookie of a browser that is signed in. Where people come by https its name has `__Host-`, so that no other host and no plain http
/// can set it.
/// </summary>
/// <param name="Plain">Its name under plain http.</param>
/// <param name="SameSite">With which requests of other sites' pages it is sent.</param>
/// <param name="Lasts">How long the browser keeps it, where it stays.</param>
internal sealed record BrowserCookie(string Plain, SameSiteMode SameSite, TimeSpan Lasts)
{
    /// <summary>Its name under https.</summary>
    public string Secure => "__Host-" + Plain;

    /// <summary>What the cookie of a request has, or null.</summary>
    public string? Read(HttpRequest request, bool isSecure) =>
        request.Cookies[isSecure ? Secure : Plain] is { Length: > 0 } value ? value : null;

    /// <summary>Has the browser keep it: for as long as it lasts, or until the browser is closed.</summary>
    public void Set(HttpResponse response, string value, bool stays, bool isSecure) =>
        response.Cookies.Append(isSecure ? Secure : Plain, value, Options(isSecure, stays ? Lasts : null));

    /// <summary>Has the browser forget it.</summary>
    public void Clear(HttpResponse response, bool isSecure) =>
        response.Cookies.Delete(isSecure ? Secure : Plain, Options(isSecure, maxAge: null));

    private CookieOptions Options(bool isSecure, TimeSpan? maxAge) =>
        new() { Path = "/", HttpOnly = true, SameSite = SameSite, Secure = isSecure, MaxAge = maxAge };
}
