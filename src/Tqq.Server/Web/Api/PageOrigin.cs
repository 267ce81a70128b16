using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Tqq.Core.Rules;

namespace Tqq.Server.Web.Api;

/// <summary>
/// Which page a browser sends a request for. It adds the cookie whoever asks for it, so what changes something has to be of a page that
/// came from here, and what reads something of no page that came from elsewhere.
/// </summary>
internal sealed class PageOrigin(InForce<ApiOptions> options)
{
    /// <summary>Whether the browser says that the request is of a page that came from here. One that says nothing is none.</summary>
    public bool IsOwn(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "same-origin" => true,
        "" => request.Headers[HeaderNames.Origin].ToString() is { Length: > 0 } origin && Own(request).Contains(origin),
        _ => false,
    };

    /// <summary>
    /// Whether the browser says that the request is of a page that came from elsewhere: of another site, or of another port of this host,
    /// to which the browser sends the same cookies. It says nothing where it is old, and where somebody typed the address.
    /// </summary>
    public bool IsForeign(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "same-origin" or "none" => false,
        "" => request.Headers[HeaderNames.Origin].ToString() is { Length: > 0 } origin && !Own(request).Contains(origin),
        _ => true,
    };

    /// <summary>Whether it is of a page of another site that is named (--cors): such a page uses tokens.</summary>
    public bool IsNamed(HttpRequest request) => options.Now.CorsOrigins.Contains(request.Headers[HeaderNames.Origin].ToString());

    /// <summary>Whether people come by https, as far as is known.</summary>
    public bool IsSecure(HttpRequest request) =>
        request.IsHttps || options.Now.PublicUrl?.StartsWith("https:", StringComparison.Ordinal) is true;

    private string[] Own(HttpRequest request) =>
        options.Now.PublicUrl is { } url ? [url, At(request)] : [At(request)];

    private static string At(HttpRequest request) => $"{request.Scheme}://{request.Host.ToUriComponent()}";
}
