using Microsoft.AspNetCore.Http;
using Tqq.Core.Rules;
using Tqq.Server.Web.Api;

namespace Tqq.Server.Tests.Web.Api;

/// <summary>A cookie changes things only for a page that came from here.</summary>
public sealed class PageOriginTests
{
    private static HttpRequest Request(string scheme, string? site, string? origin)
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host) = (scheme, new HostString("qq.test", 8080));
        if (site is not null)
            request.Headers["Sec-Fetch-Site"] = site;
        if (origin is not null)
            request.Headers.Origin = origin;
        return request;
    }

    [Theory]
    [InlineData("same-origin", null, true)]
    [InlineData("same-origin", "http://elsewhere.test", true)] // no page can say the first
    [InlineData("same-site", "http://qq.test:8080", false)]
    [InlineData("cross-site", null, false)]
    [InlineData("none", null, false)]
    [InlineData(null, "http://qq.test:8080", true)]
    [InlineData(null, "https://chat.qq.test", true)]
    [InlineData(null, "https://qq.test:8080", false)]
    [InlineData(null, "http://qq.test", false)]
    [InlineData(null, "null", false)]
    [InlineData(null, "", false)]
    [InlineData(null, null, false)]
    public void The_browser_says_so(string? site, string? origin, bool isOwn) => Assert.Equal(isOwn,
        new PageOrigin(new InForce<ApiOptions>(new() { PublicUrl = "https://chat.qq.test" })).IsOwn(Request("http", site, origin)));

    [Theory]
    [InlineData("https", null, true)]
    [InlineData("http", "https://chat.qq.test", true)]
    [InlineData("http", "http://chat.qq.test", false)]
    [InlineData("http", null, false)]
    public void Cookies_are_for_https_where_people_come_by_it(string scheme, string? publicUrl, bool isSecure)
    {
        var context = new DefaultHttpContext();
        Assert.Equal(isSecure,
            new PageOrigin(new InForce<ApiOptions>(new() { PublicUrl = publicUrl })).IsSecure(Request(scheme, null, null)));
        ApiCookie.Session.Set(context.Response, "secret", stays: true, isSecure);
        var cookie = context.Response.Headers.SetCookie.ToString();
        Assert.Equal(isSecure
            ? "__Host-tqq-session=secret; max-age=7776000; path=/; secure; samesite=lax; httponly"
            : "tqq-session=secret; max-age=7776000; path=/; samesite=lax; httponly", cookie);
    }
}
