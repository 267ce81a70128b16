using Microsoft.AspNetCore.Http;
using Tqq.Core.Devices;

namespace Tqq.Server.Web.Api;

/// <summary>The cookie of a browser that is signed in to the API of accounts.</summary>
internal static class ApiCookie
{
    /// <summary>
    /// Lax: a link from elsewhere opens the page signed in; what changes something asks for the page's own origin besides.
    /// </summary>
    public static readonly BrowserCookie Session = new("tqq-session", SameSiteMode.Lax, DeviceSession.LongestUnused);
}
